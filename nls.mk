# message catalogue: `make init-po` and `make update-po` collect the texts, `make` compiles po/de.po
CATALOG_NAME     = sozialraum
AVAIL_LANGUAGES  = de
GETTEXT_FILES    = $(sort $(wildcard src/*.c))
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS)
GETTEXT_FLAGS    = $(BACKEND_COMMON_GETTEXT_FLAGS)
