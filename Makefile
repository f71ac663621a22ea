# sozialraum: PGXS build. `make && make install && make installcheck` on any server from version 15 with PostGIS 3.
EXTENSION    = sozialraum
EXTVERSION   = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" sozialraum.control)
MODULE_big   = sozialraum
PGFILEDESC   = "sozialraum - social monitoring inside PostgreSQL"

OBJS         = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/kernel/*.c)))

# One install script from the numbered parts. A released version (sql/RELEASED) is frozen in git and no longer built.
SQL_PARTS    = $(sort $(wildcard sql/parts/*.sql))
INSTALL_SQL  = sql/$(EXTENSION)--$(EXTVERSION).sql
ifeq ($(shell grep -sc "^$(EXTVERSION) " sql/RELEASED),1)
DATA         = $(sort $(wildcard sql/$(EXTENSION)--*.sql))
else
DATA         = $(filter-out $(INSTALL_SQL),$(sort $(wildcard sql/$(EXTENSION)--*.sql)))
DATA_built   = $(INSTALL_SQL)
endif

# The step from the version before, until it is frozen with the release: changed tables, the parts that are new, old parts whose
# functions and views are replaced as a whole (they hold nothing else), then what else changed.
STEP_FROM    = 0.3.0
STEP_NEW     = 47_% 48_% 55_% 57_% 58_% 59_% 90_% 91_% 92_% 93_%
STEP_REPLACED = 38_% 54_%
STEP_SQL     = sql/$(EXTENSION)--$(STEP_FROM)--$(EXTVERSION).sql
ifdef DATA_built
STEP_PARTS   = $(filter $(patsubst %,sql/parts/%.sql,$(STEP_NEW)),$(SQL_PARTS))
STEP_AGAIN   = $(filter $(patsubst %,sql/parts/%.sql,$(STEP_REPLACED)),$(SQL_PARTS))
DATA        := $(filter-out $(STEP_SQL),$(DATA))
DATA_built  += $(STEP_SQL)
endif

REGRESS      = $(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql)))
REGRESS_OPTS = --inputdir=test --load-extension=postgis --load-extension=btree_gist --load-extension=sozialraum

# C11; floating point as written: no contraction, no reassociation, so that figures are the same on every machine.
PG_CFLAGS   += -std=gnu11 -Wall -Wextra -Wno-declaration-after-statement -Wno-unused-parameter -Wno-missing-field-initializers \
               -ffp-contract=off -fvisibility=hidden -I$(srcdir)/src $(SOZIALRAUM_CFLAGS)
SHLIB_LINK  += -lgsl -lgslcblas -lglpk -lm

PG_CONFIG   ?= pg_config
# the server's headers as system headers: our warnings are for our code
PG_CPPFLAGS += -isystem $(shell $(PG_CONFIG) --includedir-server)
PGXS        := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(PGXS),)
$(error $(PG_CONFIG) does not answer: install postgresql-server-dev-NN, or say PG_CONFIG=/path/to/pg_config)
endif
include $(PGXS)

# the same for the bitcode that the server's JIT compiles for its own processor: a fused multiply-add would change figures
BITCODE_CFLAGS += -ffp-contract=off

# no dependency tracking in packaged servers: every object follows every header
$(OBJS): $(wildcard src/*.h src/kernel/*.h) Makefile

all: $(DATA_built)

ifdef DATA_built
$(INSTALL_SQL): $(SQL_PARTS) sozialraum.control
	cat $(SQL_PARTS) > $@.new && mv $@.new $@

$(STEP_SQL): $(STEP_PARTS) $(STEP_AGAIN) $(wildcard sql/step/*.sql) sozialraum.control Makefile
	( cat sql/step/header.sql sql/step/tables.sql $(STEP_PARTS); \
	  sed -E 's/^CREATE (FUNCTION|PROCEDURE|VIEW) /CREATE OR REPLACE \1 /' $(STEP_AGAIN); cat sql/step/changes.sql ) > $@.new && mv $@.new $@
endif

# the generated script must be there: `make install` without `make` is the most frequent complaint with extensions
install: all

# source archive for PGXN, from the committed tree
dist:
	git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD

.PHONY: dist
