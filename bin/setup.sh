# Sourced by bin/bravapress and bin/test: finds a JDK 17+, Maven and a Chromium, or says in one line what to install.
# Sets JAVA_HOME and BROWSER_PATH. Prints nothing when everything is there.

bp_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

bp_fail() { printf '%s\n' "$*" >&2; exit 1; }

bp_java_version() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

bp_find_java() {
  local home
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && [ "$(bp_java_version "$home/bin/java")" -ge 17 ] 2>/dev/null; then
      export JAVA_HOME="$home"
      return
    fi
  done
  bp_fail "No JDK 17 or newer was found: install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME."
}

bp_find_maven() {
  command -v mvn >/dev/null || bp_fail "Maven was not found: install it (Debian: apt-get install maven)."
}

bp_known_browser() {
  local each
  for each in "${BROWSER_PATH:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    [ -n "$each" ] && command -v "$each" && return
  done
  ls -d "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium*/*/{headless_shell,chrome-headless-shell,chrome} \
    2>/dev/null | sort | tail -n 1 | grep .
}

# An existing Chromium, else Debian's package when we may install it, else Playwright's own download (needs the jar).
bp_find_browser() {
  local found
  if found=$(bp_known_browser); then export BROWSER_PATH="$found"; return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium (Debian's chromium-headless-shell) ..." >&2
    { apt-get update -qq && { apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium; }; } \
      >/dev/null 2>&1 || true
    if found=$(bp_known_browser); then export BROWSER_PATH="$found"; return; fi
  fi
  if [ -f "$bp_root/target/bravapress.jar" ]; then
    echo "Downloading Chromium with Playwright ..." >&2
    "$JAVA_HOME/bin/java" -cp "$bp_root/target/bravapress.jar" com.microsoft.playwright.CLI install chromium-headless-shell \
      >/dev/null 2>&1 || true
    if found=$(bp_known_browser); then export BROWSER_PATH="$found"; return; fi
  fi
  bp_fail "No Chromium was found: install one (Debian: apt-get install chromium-headless-shell) or set BROWSER_PATH."
}

# Builds the jar when it is missing or older than a source.
bp_build() {
  local jar="$bp_root/target/bravapress.jar"
  if [ -f "$jar" ] && [ -z "$(find "$bp_root"/pom.xml "$bp_root"/src/main "$bp_root"/conf "$bp_root"/webroot -newer "$jar" -print -quit)" ]; then
    return
  fi
  bp_find_maven
  echo "Building BravaPress (the first time takes a minute or two) ..." >&2
  local log="$bp_root/target/build.log"
  mkdir -p "$bp_root/target"
  if ! mvn -B -q -f "$bp_root/pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip package >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    bp_fail "The build failed; the whole log is in $log."
  fi
}
