# Waits on standard input for the end of the process that started it. A line means that it has cleaned up itself; the pipe closing
# without one means that it died: then everything it recorded is ended, and its directory is removed.
trap '' INT TERM HUP QUIT
records=$1
directory=$2
if read -r farewell; then
  exit 0
fi
end_recorded() {
  for record in "$records"/*; do
    [ -e "$record" ] || continue
    name=${record##*/}
    pid=${name%%.*}
    signal=${name#*.}
    kill -s "$signal" -- "-$pid" 2>/dev/null || kill -s "$signal" "$pid" 2>/dev/null
    rm -f "$record"
  done
}
end_recorded
sleep 1
end_recorded
if [ -n "$directory" ]; then
  rm -rf "$directory"
fi
