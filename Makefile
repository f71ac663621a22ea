# sozialraum: PGXS build. `make && make install && make installcheck` on any server from version 15 with PostGIS 3.
EXTENSION    = sozialraum
EXTVERSION   = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" sozialraum.control)
MODULE_big   = sozialraum
PGFILEDESC   = "sozialraum - social monitoring inside PostgreSQL"

OBJS         = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/kernel/*.c)))

SQL_PARTS    = $(sort $(wildcard sql/parts/*.sql))
INSTALL_SQL  = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA         = $(filter-out $(INSTALL_SQL),$(sort $(wildcard sql/$(EXTENSION)--*.sql)))
DATA_built   = $(INSTALL_SQL)

REGRESS      = $(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql)))
REGRESS_OPTS = --inputdir=test

# C11; floating point as written: no contraction, no reassociation, so that figures are the same on every machine.
PG_CFLAGS   += -std=gnu11 -Wall -Wextra -Wno-declaration-after-statement -Wno-unused-parameter -Wno-missing-field-initializers -Wno-sign-compare \
               -ffp-contract=off -fvisibility=hidden -I$(srcdir)/src $(SOZIALRAUM_CFLAGS)
SHLIB_LINK  += -lm

PG_CONFIG   ?= pg_config
PGXS        := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

all: $(INSTALL_SQL)

# One script from the numbered parts; a released script is frozen (sql/RELEASED) and must come out identical.
$(INSTALL_SQL): $(SQL_PARTS) sozialraum.control
	cat $(SQL_PARTS) > $@

install: all

# headers are few: when one changes, everything is built again
$(OBJS): $(sort $(wildcard src/*.h src/kernel/*.h)) Makefile
