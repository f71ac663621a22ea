# scripts/lib.sh - shared by scripts/demo and scripts/check: packages, build, a private server. Sourced, not run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PG_MAJOR=${PG_MAJOR:-15}
RUN=${SOZIALRAUM_RUN:-$ROOT/.run}
PREFIX=$RUN/pg                                   # a private copy of the server: nothing is installed into the system
PGBIN=$PREFIX/lib/postgresql/$PG_MAJOR/bin

# run a command as the unprivileged owner of the private cluster
as_server() {
	if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp "$@"; else "$@"; fi
}

private_server() {
	if [ ! -x "$PGBIN/postgres" ]; then
		mkdir -p "$PREFIX/lib/postgresql" "$PREFIX/share/postgresql"
		cp -a "/usr/lib/postgresql/$PG_MAJOR" "$PREFIX/lib/postgresql/"
		cp -a "/usr/share/postgresql/$PG_MAJOR" "$PREFIX/share/postgresql/"
		ln -sfn /usr/include "$PREFIX/include"
		mkdir -p "$PREFIX/share/locale/de/LC_MESSAGES"
	fi
}

build() {
	make -s -C "$ROOT" PG_CONFIG="$PGBIN/pg_config" SOZIALRAUM_CFLAGS="${SOZIALRAUM_CFLAGS:--Werror}" with_llvm=no all
	make -s -C "$ROOT" PG_CONFIG="$PGBIN/pg_config" with_llvm=no install >/dev/null
}

# start_cluster NAME: initialise (once) and start the cluster .run/NAME; exports PGHOST PGPORT PGUSER
start_cluster() {
	local name=$1 data=$RUN/$1/data
	local sock; sock=$RUN/$1/s
	mkdir -p "$RUN/$name/s"
	if [ "$(id -u)" = 0 ]; then chown -R postgres: "$RUN/$name"; fi
	if [ ! -s "$data/PG_VERSION" ]; then
		as_server "$PGBIN/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
		cat >>"$data/postgresql.conf" <<-CONF
			listen_addresses = ''
			unix_socket_directories = '$sock'
			port = 5499
			fsync = off
			shared_buffers = 256MB
			maintenance_work_mem = 256MB
			max_connections = 60
			timezone = 'UTC'
		CONF
	fi
	as_server "$PGBIN/pg_ctl" -D "$data" -s -w -l "$RUN/$name/server.log" status >/dev/null 2>&1 ||
		as_server "$PGBIN/pg_ctl" -D "$data" -s -w -l "$RUN/$name/server.log" start >/dev/null
	export PGHOST=$sock PGPORT=5499 PGUSER=postgres PATH="$PGBIN:$PATH"
}

stop_cluster() {
	as_server "$PGBIN/pg_ctl" -D "$RUN/$1/data" -s -m fast stop >/dev/null 2>&1 || true
}
