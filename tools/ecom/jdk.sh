# shellcheck shell=bash
# Where a JDK 25 is. Sourced by the scripts that start Java; they have a function fail.

major() { # the feature version of a JDK's folder, or nothing; asked of its release file, which is quicker than java
  local version
  [ -x "$1/bin/java" ] || return 0
  version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)"
  [ -n "$version" ] || version="$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')"
  echo "$version"
}

find_jdk() { # a JDK 25 or later: JAVA_HOME, the PATH, and where systems and SDKMAN keep theirs
  local candidates=() home java
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  java="$(command -v java || true)"
  [ -n "$java" ] && candidates+=("$(dirname "$(dirname "$(readlink -f "$java")")")")
  for home in /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* /opt/*jdk*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    [ -d "$home" ] && candidates+=("$home")
  done
  for home in "${candidates[@]}"; do
    local version
    version="$(major "$home" || true)"
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      echo "$home"
      return
    fi
  done
  fail "a JDK 25 is needed (JAVA_HOME, the PATH and the usual folders have none)"
}
