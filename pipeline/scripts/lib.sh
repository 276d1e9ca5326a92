# shellcheck shell=bash
# What the pipeline's scripts share. Sourced by them, after `usage` is defined; leaves the shell in the checkout's folder.
set -euo pipefail

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

say() { echo "== $* ($(date -u +%H:%M:%S))"; }

case "${1:-}" in
  -h | --help)
    usage
    exit 0
    ;;
esac

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"
# An archive keeps no times: what the build made is not looked at again in the later stages.
if [ -n "${CODEBUILD_BUILD_ID:-}" ]; then export ECOM_BUILT=true; fi
reports="$root/target/reports"

# shellcheck source=tools/ecom/jdk.sh
source "$root/tools/ecom/jdk.sh"

environment_name() { # what was given, where it is the name of an environment
  [[ "${1:-}" =~ ^[a-z][a-z0-9-]{0,19}$ ]] || {
    usage >&2
    exit 2
  }
  echo "$1"
}

nothing_to_ship() { # did the build find that nothing which is deployed has changed?
  [ "${SERVICES:-}" = none ]
}

# Where commands act: in the account that the AWS SDK is configured for, as in a build; with ECOM_PORT in the local environment there.
destination() {
  if [ -n "${ECOM_PORT:-}" ]; then echo "--port $ECOM_PORT"; fi
}

site() { # the same, for the commands that are local where nothing is said
  if [ -n "${ECOM_PORT:-}" ]; then echo "--port $ECOM_PORT"; else echo "--aws"; fi
}

suite() { # environment, classes: the suite's tests against what is deployed; their reports stay, also where they fail
  local environment="$1" classes="$2" code=0 target
  JAVA_HOME="$(find_jdk)"
  export JAVA_HOME
  rm -rf "$reports" shared/suite/target/failsafe-reports
  mkdir -p "$reports"
  if [ -n "${ECOM_PORT:-}" ]; then
    target="-Decom.endpoint=http://localhost:$ECOM_PORT"
  else
    target="-Decom.target=aws -Decom.region=${AWS_REGION:-us-east-1}"
  fi
  # shellcheck disable=SC2086 # options without blanks
  mvn -B -q verify -pl tools/deploy,shared/suite $target -Decom.environment="$environment" -Dit.test="$classes" \
    -Dtest=TargetChoiceTest -Dsurefire.failIfNoSpecifiedTests=false || code=$?
  cp shared/suite/target/failsafe-reports/TEST-*.xml "$reports" 2>/dev/null || true
  return "$code"
}
