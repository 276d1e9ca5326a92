"""A local environment for the AWS tools, and what is looked at in it."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from free_port import free_port

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGION = "us-east-1"


class Checks:
    """What was looked at; ends the run at the first thing that is not so."""

    def __init__(self):
        self.passed = 0

    def that(self, what, holds, instead=""):
        if not holds:
            sys.exit(f"✗ {what}\n{instead}")
        self.passed += 1
        print(f"✓ {what}", flush=True)


class Environment:
    """A local environment of this run's own, on a free port, with nothing in it; or, where it is not empty, with the platform."""

    def __init__(self, empty=True):
        self.options = ["--empty"] if empty else []
        self.port = str(free_port())
        self.state = tempfile.mkdtemp(prefix="empty-environment")
        os.environ.update(
            # As a number: the CDK CLI would put buckets in front of a name.
            AWS_ENDPOINT_URL=f"http://127.0.0.1:{self.port}",
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",
            AWS_DEFAULT_REGION=REGION,
            AWS_REGION=REGION,
            AWS_EC2_METADATA_DISABLED="true",
            SAM_CLI_TELEMETRY="0",
            SAM_CLI_POLL_DELAY="0.5",
            CDK_DISABLE_CLI_TELEMETRY="true",
        )

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the environment ends, too
        self.ecom("up", *self.options, "--detach", "--state", self.state)
        return self

    def __exit__(self, *_):
        self.ecom("down")
        shutil.rmtree(self.state, ignore_errors=True)

    def ecom(self, command, *arguments):
        """What the command said; it must succeed."""
        code, said = self.tried(command, *arguments)
        if code != 0:
            sys.exit(f"✗ ./ecom {command}\n{said}")
        return said

    def tried(self, command, *arguments):
        """The command's exit code, and what it said."""
        return run(ROOT, "./ecom", command, "--port", self.port, *arguments)


def run(folder, *command):
    """A command's exit code, and everything that it said."""
    ended = subprocess.run(
        command, cwd=folder, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return ended.returncode, ended.stdout


def within(seconds, look):
    """The first true answer of `look`, or its last one."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.5)
