"""Runs a Twinstance server, or uses one that runs, and controls it."""

from __future__ import annotations

import datetime
import json
import os
import secrets
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
from typing import Any

__all__ = ["Twinstance", "new_account", "program"]


def program() -> str:
    """The path of the program that came with this package."""
    name = "twinstance.exe" if sys.platform == "win32" else "twinstance"
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        path = os.path.join(sysconfig.get_path("scripts", scheme), name)
        if os.path.exists(path):
            return path
    raise FileNotFoundError(f"{name} is not among the scripts of {sys.executable}: is the package installed?")


class Twinstance:
    """A server, by its URL. `start` runs one of its own."""

    def __init__(self, url: str, process: subprocess.Popen | None = None):
        self.url = url.rstrip("/")
        self._process = process

    @classmethod
    def start(cls, *flags: str) -> Twinstance:
        """Runs a server on a free port of 127.0.0.1, until `stop`."""
        command = [program(), "--listen", "127.0.0.1:0", *flags]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = process.stdout.readline()
        if "listening on " not in line:
            process.kill()
            raise RuntimeError(f"{' '.join(command)} ended with status {process.wait()}; its last words are above")
        return cls(line.split("listening on ")[1].split()[0], process)

    def stop(self) -> None:
        """Ends the server that `start` ran."""
        if self._process:
            self._process.terminate()
            self._process.wait()
            self._process.stdout.close()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """A request to the control API. A refusal is a ValueError with the server's sentence."""
        data = json.dumps(body) if isinstance(body, dict) else body
        request = urllib.request.Request(f"{self.url}/_twin/{path}", method=method, data=data and data.encode())
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            raise ValueError(f"{method} /_twin/{path}: {error.read().decode()}") from None
        return json.loads(text) if text else None

    def now(self) -> datetime.datetime:
        """The server's clock."""
        seconds, _, fraction = self.call("GET", "clock")["now"].rstrip("Z").partition(".")
        moment = datetime.datetime.fromisoformat(f"{seconds}+00:00")
        return moment + datetime.timedelta(seconds=float(f"0.{fraction or 0}"))

    def advance(self, by: str) -> None:
        """Moves the clock on, by a time such as `2m`, and runs what is due."""
        self.call("POST", "clock", {"advance": by})

    def settle(self, within: str) -> None:
        """Runs everything that is due within a time such as `10m`, and moves the clock as far as that needs."""
        self.call("POST", "clock", {"settle": within})

    def fault(self, **rule: Any) -> str:
        """Makes the calls that match fail, and returns the fault's id."""
        return self.call("POST", "faults", rule)["id"]

    def clear_fault(self, fault: str) -> None:
        self.call("DELETE", f"faults/{fault}")

    def scenario(self, text: str, client: Any = None) -> None:
        """Adds the entries of a scenario to the world, those without an account to that of the client."""
        account = f"?account={client.twinstance_account}" if client is not None else ""
        self.call("POST", f"scenario{account}", text)

    def reset(self, account: str | None = None) -> None:
        """The world as at the start; of one account, that account."""
        self.call("POST", f"reset?account={account}" if account else "reset")

    def ec2(self, account: str, region: str = "us-east-1") -> Any:
        """A boto3 client of EC2 in this account, which has 12 digits."""
        import boto3

        client = boto3.client("ec2", endpoint_url=self.url, region_name=region,
                              aws_access_key_id=account, aws_secret_access_key="any")
        client.twinstance_account = account
        return client

    def ecs(self, account: str, region: str = "cn-hangzhou") -> Any:
        """A client of Alibaba Cloud's ECS in this account, which has 12 digits."""
        from alibabacloud_ecs20140526.client import Client
        from alibabacloud_tea_openapi.models import Config

        client = Client(Config(access_key_id=account, access_key_secret="any", region_id=region, protocol="HTTP",
                               endpoint=self.url.split("://")[1]))
        client.twinstance_account = account
        return client


def new_account() -> str:
    """An account that no other test has, in this process or another: 12 digits by chance."""
    return f"{secrets.randbelow(10**12):012}"
