# scripts/lib.sh - shared by the commands in scripts/: Debian packages, build, a private server. Sourced, not run.
#
# Nothing is installed into the system's PostgreSQL and no cluster that is already there is touched: the server's files are
# copied below .run/ (a PostgreSQL tree finds its parts relative to its own place), the extension is installed into that
# copy, and every cluster listens on a socket of its own, on no network address.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PG_MAJOR=${PG_MAJOR:-15}
export LC_ALL=C.UTF-8
export SOZIALRAUM_ROOT=$ROOT
unset LANGUAGE PGDATABASE PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGSERVICE PGOPTIONS PGDATA PGSSLMODE PGCLIENTENCODING

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# ---------------------------------------------------------------------------------------------------------------------
# packages

packages_build=(
	"postgresql-$PG_MAJOR"                        # the server, with contrib's btree_gist
	"postgresql-$PG_MAJOR-postgis-3"              # the one extension that sozialraum builds on
	"postgresql-server-dev-$PG_MAJOR"             # headers, PGXS, pg_regress
	gcc make libc6-dev
	gettext                                       # msgfmt builds the translations
)
packages_test=(
	"postgresql-$PG_MAJOR-pgtap" libtap-parser-sourcehandler-pgtap-perl     # pgTAP and pg_prove
	perl libipc-run-perl                          # prove and the TAP tests
	locales                                       # source of the German locale
	binutils                                      # nm: exported symbols
	gdal-bin python3-psycopg2                     # ogrinfo and psycopg: the clients that the published views serve
)
# the numeric library
if grep -q -e '-lgsl' "$ROOT/Makefile"; then packages_build+=(libgsl-dev); fi
if grep -q -e '-lglpk' "$ROOT/Makefile"; then packages_build+=(libglpk-dev); fi

# need_packages NAME...: install the Debian packages that are missing, after saying which
need_packages() {
	local missing=() p sudo=() policy=/etc/postgresql-common/createcluster.d/sozialraum.conf log
	command -v dpkg-query >/dev/null || return 0             # not Debian: what is missing will say so itself
	for p in "$@"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	say "Installing the missing Debian packages: ${missing[*]}"
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || fail "These packages are missing and there is no sudo. As root: apt-get install ${missing[*]}"
		sudo=(sudo)
	fi
	log=$(mktemp)
	# Debian would create and start a cluster "main" with the server package; we bring our own
	"${sudo[@]}" mkdir -p "${policy%/*}"
	echo "create_main_cluster = false" | "${sudo[@]}" tee "$policy" >/dev/null
	if ! { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
		"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"; } \
		</dev/null >"$log" 2>&1; then
		"${sudo[@]}" rm -f "$policy"
		tail -n 30 "$log" >&2
		fail "The packages could not be installed (whole output: $log)"
	fi
	"${sudo[@]}" rm -f "$policy"
	rm -f "$log"
}

# ---------------------------------------------------------------------------------------------------------------------
# where the private things live, and who owns the clusters

SERVER_USER=
# run a command as the unprivileged owner of the clusters (the server refuses to run as root)
as_server() {
	if [ -n "$SERVER_USER" ]; then
		(cd / && exec setpriv --reuid="$SERVER_USER" --regid="$(id -g "$SERVER_USER")" --clear-groups env HOME=/tmp "$@")
	else
		(cd / && exec "$@")
	fi
}

# sets RUN (clusters and server copy), PREFIX and PGBIN
locate() {
	local base=$ROOT/.run d
	if [ "$(id -u)" = 0 ]; then
		SERVER_USER=postgres
		id -u postgres >/dev/null 2>&1 || SERVER_USER=nobody
	fi
	mkdir -p "$base" 2>/dev/null && [ -w "$base" ] ||
		fail "Cannot write to $base (was it made by another user? remove it, or run as that user)"
	if [ -n "${SOZIALRAUM_RUN:-}" ]; then
		mkdir -p "$SOZIALRAUM_RUN"
		RUN=$(cd "$SOZIALRAUM_RUN" && pwd -P)
	elif [ -s "$base/location" ] && [ -d "$(cat "$base/location")" ]; then
		RUN=$(cat "$base/location")
	elif as_server test -x "$base"; then
		RUN=$base
	else
		# a checkout below a closed home directory: the server's user cannot get in
		for d in "${TMPDIR:-/var/tmp}" /var/tmp /tmp; do
			RUN=$(mktemp -d "$d/sozialraum.XXXXXX") || continue
			chmod 755 "$RUN"
			if as_server test -x "$RUN"; then break; fi
			rmdir "$RUN"; RUN=
		done
		[ -n "$RUN" ] || fail "User $SERVER_USER can enter neither $base nor a temporary directory"
		echo "$RUN" >"$base/location"
		say "User $SERVER_USER cannot enter this checkout; the private server lives in $RUN"
	fi
	PREFIX=$RUN/pg
	PGBIN=$PREFIX/lib/postgresql/$PG_MAJOR/bin
}

# one at a time: build and install, or a whole test run
# lock FILE-DESCRIPTOR NAME
lock() {
	eval "exec $1>\"\$ROOT/.run/$2.lock\""
	if ! flock -n "$1"; then
		say "Waiting: another $2 runs in this checkout ..."
		flock "$1"
	fi
}

private_server() {
	[ -n "${RUN:-}" ] || locate
	local lib=/usr/lib/postgresql/$PG_MAJOR share=/usr/share/postgresql/$PG_MAJOR stamp name
	[ -x "$lib/bin/postgres" ] || fail "No PostgreSQL $PG_MAJOR server in $lib"
	# every package that puts files there; a newer minor version or PostGIS renews the copy
	stamp=$({ "$lib/bin/postgres" --version; find "$lib" "$share" -type d -printf '%p %T@\n' | LC_ALL=C sort; } | sha256sum)
	if [ -x "$PGBIN/postgres" ] && [ "$(cat "$PREFIX/$PG_MAJOR.stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
	for name in "$RUN"/*/data; do
		if [ -d "$name" ]; then name=${name%/data}; stop_cluster "${name##*/}"; fi
	done
	rm -rf "$PREFIX/lib/postgresql/$PG_MAJOR" "$PREFIX/share/postgresql/$PG_MAJOR"
	mkdir -p "$PREFIX/lib/postgresql" "$PREFIX/share/postgresql" "$PREFIX/share/locale/de/LC_MESSAGES"
	cp -a "$lib" "$PREFIX/lib/postgresql/"
	cp -a "$share" "$PREFIX/share/postgresql/"
	ln -sfn /usr/include "$PREFIX/include"
	echo "$stamp" >"$PREFIX/$PG_MAJOR.stamp"
}

# SOZIALRAUM_CFLAGS: additional compiler flags; by default warnings are errors with the compiler of Debian 12, whose warnings are
# known (a newer one may invent more, which must not keep anybody from the demonstration)
build() {
	if [ -z "${SOZIALRAUM_CFLAGS+x}" ]; then
		SOZIALRAUM_CFLAGS=
		case $(gcc -dumpversion) in 12*) SOZIALRAUM_CFLAGS=-Werror ;; esac
	fi
	local flags="$SOZIALRAUM_CFLAGS $PGBIN $(gcc -dumpfullversion)"
	if [ "$(cat "$ROOT/.run/build.flags" 2>/dev/null)" != "$flags" ]; then
		make -s -C "$ROOT" PG_CONFIG="$PGBIN/pg_config" with_llvm=no clean >/dev/null
	fi
	make -s -C "$ROOT" PG_CONFIG="$PGBIN/pg_config" SOZIALRAUM_CFLAGS="$SOZIALRAUM_CFLAGS" with_llvm=no all
	make -s -C "$ROOT" PG_CONFIG="$PGBIN/pg_config" SOZIALRAUM_CFLAGS="$SOZIALRAUM_CFLAGS" with_llvm=no install >/dev/null
	echo "$flags" >"$ROOT/.run/build.flags"
}

# ---------------------------------------------------------------------------------------------------------------------
# clusters: $RUN/NAME/{data,s,server.log,connection}

running() { as_server "$PGBIN/pg_ctl" -D "$RUN/$1/data" status >/dev/null 2>&1; }

# a port that nobody listens on (it only names the socket, but so it stays free of confusion when a client tries TCP)
free_port() {
	local p hex
	for p in $(seq 5499 5599); do
		hex=$(printf ':%04X 00000000:0000 0A' "$p")
		if ! grep -qs -e "$hex" /proc/net/tcp && [ ! -e "$1/.s.PGSQL.$p" ]; then echo "$p"; return; fi
	done
	fail "No free port between 5499 and 5599"
}

# start_cluster NAME [SETTING...]: initialise (once) and start the cluster; exports PGHOST PGPORT PGUSER PATH
start_cluster() {
	local name=$1 dir=$RUN/$1 data=$RUN/$1/data sock port setting
	shift
	mkdir -p "$dir"
	if [ -n "$SERVER_USER" ]; then chown "$SERVER_USER:" "$dir"; fi
	if [ ! -s "$data/PG_VERSION" ]; then
		as_server "$PGBIN/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir.initdb.log" 2>&1 ||
			{ cat "$dir.initdb.log" >&2; fail "initdb failed"; }
		rm -f "$dir.initdb.log"
	fi
	if ! running "$name"; then
		sock=$dir/s
		if [ ${#sock} -gt 85 ]; then                         # the address of a socket has 107 bytes, with its file name
			sock=$(cat "$dir/socket" 2>/dev/null || true)
			if [ ! -d "$sock" ]; then sock=$(mktemp -d /tmp/sozialraum.XXXXXX); echo "$sock" >"$dir/socket"; fi
		fi
		mkdir -p "$sock"
		if [ -n "$SERVER_USER" ]; then chown "$SERVER_USER:" "$sock"; fi
		chmod 700 "$sock"                                    # trust is for the owner only
		port=$(free_port "$sock")
		as_server sh -c 'cat >"$1"' - "$data/private.conf" <<-CONF
			listen_addresses = ''
			unix_socket_directories = '$sock'
			port = $port
			shared_buffers = 256MB
			maintenance_work_mem = 256MB
			max_connections = 60
			timezone = 'UTC'
		CONF
		for setting in "$@"; do echo "$setting"; done | as_server sh -c 'cat >>"$1"' - "$data/private.conf"
		# containers often have 64 MB of shared memory, too little for parallel plans
		if [ "$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -lt 524288 ] 2>/dev/null; then
			echo "dynamic_shared_memory_type = mmap" | as_server sh -c 'cat >>"$1"' - "$data/private.conf"
		fi
		as_server sh -c 'grep -q "^include = .private.conf." "$1" || echo "include = '\''private.conf'\''" >>"$1"' - "$data/postgresql.conf"
		as_server env ${LOCPATH:+LOCPATH="$LOCPATH"} "$PGBIN/pg_ctl" -D "$data" -s -w -t 120 -l "$dir/server.log" start </dev/null >/dev/null 8>&- 9>&- ||
			{ tail -n 20 "$dir/server.log" >&2; fail "The private server did not start"; }
	fi
	{ read -r _; read -r _; read -r _; read -r port; read -r sock; } < <(as_server cat "$data/postmaster.pid")
	echo "host=$sock port=$port user=postgres" >"$dir/connection"
	export PGHOST=$sock PGPORT=$port PGUSER=postgres PATH="$PGBIN:$PATH"
}

stop_cluster() {
	if [ -s "$RUN/$1/data/postmaster.pid" ]; then
		as_server "$PGBIN/pg_ctl" -D "$RUN/$1/data" -s -w -m fast stop >/dev/null 2>&1 ||
			as_server "$PGBIN/pg_ctl" -D "$RUN/$1/data" -s -w -m immediate stop >/dev/null 2>&1 || true
	fi
}

remove_cluster() {
	stop_cluster "$1"
	if [ -s "$RUN/$1/socket" ]; then rm -rf "$(cat "$RUN/$1/socket")"; fi
	rm -rf "${RUN:?}/$1"
}

# ---------------------------------------------------------------------------------------------------------------------
# databases

# absolute path of the real data beside the checkout, or empty
shared_data() {
	local d=${SOZIALRAUM_SHARED:-$ROOT/../shared}
	if [ -d "$d" ]; then (cd "$d" && pwd -P); fi
}

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

# load_examples DATABASE: the demonstration district, examples/NN_*.sql in order
load_examples() {
	local f t0
	for f in "$ROOT"/examples/[0-9]*.sql; do
		[ -e "$f" ] || continue
		t0=$(date +%s)
		(cd "$ROOT" && sql -d "$1" -v shared="$(shared_data)" -f "$f" >/dev/null) || return 1
		say "  $(basename "$f")  $(($(date +%s) - t0)) s"
	done
}
