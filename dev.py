#!/usr/bin/env python3
"""The two commands of a checkout, and those of its engineers. Standard library only.

python3 dev.py run                 makes the environment and starts the demo
python3 dev.py test [--long] [...] makes it with the test tools and runs every check and test
python3 dev.py check               format, lint, types, contracts, templates, translations
python3 dev.py bench NAME [--json] runs a benchmark of benchmarks/
python3 dev.py translate           brings the catalogues up to date with the source
python3 dev.py lock                writes requirements/ anew from pyproject.toml
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

NEEDED = (3, 11)
HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
LOCALES = ("vi", "en")


class Trouble(Exception):
    """Something an operator can mend; the message is one sentence."""


def main(arguments):
    """Run one command; returns the exit code."""
    if sys.version_info < NEEDED:
        raise Trouble(
            "Python %d.%d or newer is needed; this is Python %d.%d."
            % (NEEDED + tuple(sys.version_info[:2]))
        )
    commands = {
        "run": run,
        "test": test,
        "check": check,
        "bench": bench,
        "translate": translate,
        "lock": lock,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__.strip())
        return 0 if not arguments or arguments[0] in ("-h", "--help", "help") else 2
    os.chdir(HERE)
    return commands[arguments[0]](arguments[1:])


def run(arguments):
    """Start the demo; further arguments go to it (--port, --data)."""
    prepare("run")
    return subprocess.call([PYTHON, "-m", "tracker", "demo", *arguments])


def test(arguments):
    """All checks, then all tests; the last line is pytest's summary."""
    prepare("dev")
    find_chromium()
    if "--only" not in arguments:
        checks()
    chosen = [one for one in arguments if one not in ("--long", "--only")]
    marks = [] if "--long" in arguments else ["-m", "not long"]
    workers = [] if any(one.startswith("-n") for one in chosen) else ["-n", "2"]
    return subprocess.call([PYTHON, "-m", "pytest", *marks, *workers, *chosen])


def check(_arguments):
    """All checks, no tests."""
    prepare("dev")
    checks()
    return 0


def bench(arguments):
    """Run benchmarks/NAME.py."""
    prepare("dev")
    names = sorted(
        name[:-3] for name in os.listdir("benchmarks") if name.endswith(".py") and name[0] != "_"
    )
    if not arguments or arguments[0] not in names:
        raise Trouble("Benchmarks: %s." % ", ".join(names))
    return subprocess.call([PYTHON, "-m", "benchmarks." + arguments[0], *arguments[1:]])


def translate(_arguments):
    """Extract the messages, update both catalogues; Vietnamese ids are their own translation."""
    prepare("dev")
    return subprocess.call([PYTHON, "-m", "tests.contracts.catalogues", "update"])


def lock(_arguments):
    """Resolve pyproject.toml into the two hashed lists."""
    prepare("dev")
    for name, extra in (("run", []), ("dev", ["--extra", "dev"])):
        compile_lock(name, extra)
    return 0


def compile_lock(name, extra):
    """Write one list of requirements, for every Python and system, without any address."""
    target = os.path.join("requirements", name + ".txt")
    command = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--no-header", "--no-annotate", *extra, "-o", target, "pyproject.toml"]
    step("lock " + name, command)


def checks():
    """Every check that is no test, each as one line."""
    folders = [
        "tracker",
        "tests",
        "migrations",
        "benchmarks",
        "config.py",
        "dev.py",
        "hatch_build.py",
    ]
    folders = [one for one in folders if os.path.exists(one)]
    step("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", *folders])
    step("lint", [PYTHON, "-m", "ruff", "check", "--quiet", *folders])
    step("types", [PYTHON, "-m", "mypy"])
    step("import contracts", [os.path.join(BIN, "lint-imports"), "--no-cache"])
    step("templates", [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"])
    step("translations", [PYTHON, "-m", "tests.contracts.catalogues", "check"])


def step(name, command):
    """Run one command quietly; on failure show what it said and end."""
    begun = time.monotonic()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    print(
        "%-18s %s %6.1f s"
        % (name, "ok" if not done.returncode else "FAILED", time.monotonic() - begun),
        flush=True,
    )
    if done.returncode:
        print(done.stdout)
        raise Trouble("The check «%s» failed." % name)


def prepare(kind):
    """Make the environment for requirements/<kind>.txt, unless it stands already."""
    if os.path.exists(PYTHON) and (stands(kind) or stands("dev")):
        if catalogues_are_stale():
            install_project()
        return
    if not os.path.exists(PYTHON):
        make_environment()
    install(kind, requirements(kind))
    with open(stamp(kind), "w") as file:
        file.write(fingerprint(requirements(kind)))


def catalogues_are_stale():
    """Say whether a catalogue changed since it was compiled, which installing does."""
    for locale in LOCALES:
        folder = os.path.join(HERE, "tracker", "translations", locale, "LC_MESSAGES")
        source, compiled = (os.path.join(folder, "messages" + end) for end in (".po", ".mo"))
        if not os.path.exists(compiled):
            return True
        if os.path.getmtime(source) > os.path.getmtime(compiled):
            return True
    return False


def stands(kind):
    """Say whether the environment holds this list as it is now; dev holds run as well."""
    return read(stamp(kind)) == fingerprint(requirements(kind))


def stamp(kind):
    """The file that says which list was installed."""
    return os.path.join(VENV, ".installed-" + kind)


def requirements(kind):
    """The hashed list of this name."""
    return os.path.join(HERE, "requirements", kind + ".txt")


def make_environment():
    """A virtual environment, also where the system's Python lacks pip for it."""
    print("Making the environment in .venv …", flush=True)
    plain = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if plain.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    bare = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", VENV], capture_output=True, text=True
    )
    if bare.returncode:
        raise Trouble("No environment could be made here: %s" % last_line(bare))


def install(kind, wanted):
    """Install the hashed list, then the project itself without looking for anything else."""
    print("Installing what requirements/%s.txt names; this is done once …" % kind, flush=True)
    quickly = kind == "dev" and install_with_uv(wanted)
    if not quickly:
        pip("--require-hashes", "-r", wanted)
    install_project()


def install_project():
    """Install the project itself without looking for anything else."""
    pip("--no-build-isolation", "--no-deps", "-e", HERE)


def install_with_uv(wanted):
    """Fetch the installer first: it is in the list, so its hash is known. False if it can't."""
    one = os.path.join(VENV, "uv-requirement.txt")
    with open(wanted) as file, open(one, "w") as out:
        out.write(requirement(file.read(), "uv"))
    pip("--require-hashes", "-r", one)
    command = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON]
    return subprocess.call([*command, "--require-hashes", "-r", wanted]) == 0


def requirement(text, name):
    """The lines of one requirement of a hashed list."""
    lines, wanted = [], False
    for line in text.splitlines():
        if not line.startswith((" ", "#")):
            wanted = line.startswith(name + "==")
        if wanted:
            lines.append(line)
    return "\n".join(lines) + "\n"


def pip(*arguments):
    """Run pip for the environment, its own or the system's."""
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    begin = [PYTHON, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", PYTHON]
    command = [*begin, "install", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode:
        raise Trouble(
            "The packages could not be installed; is the package index reachable? pip said: %s"
            % last_line(done)
        )


def find_chromium():
    """The browser of the tests; on a bare Debian machine it is installed."""
    if os.environ.get("TRACKER_CHROMIUM") or shutil.which("chromium"):
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble("Chromium is needed for the tests: install it, or set TRACKER_CHROMIUM.")
    print("Installing Chromium …", flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium", "fonts-noto-core"]):
        done = subprocess.run(["apt-get", *command], env=quiet, capture_output=True, text=True)
        if done.returncode:
            raise Trouble("Chromium could not be installed: %s" % last_line(done))


def fingerprint(path):
    """Changes with the list, the Python and the project's own description."""
    digest = hashlib.sha256(sys.version.encode())
    for one in (path, os.path.join(HERE, "pyproject.toml")):
        with open(one, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read(path):
    """A file's text; empty when there is none."""
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def last_line(done):
    """The last thing a command said."""
    lines = [line for line in (done.stderr or done.stdout or "").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "nothing"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print("dev.py: %s" % trouble, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print("dev.py: %s" % error, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
