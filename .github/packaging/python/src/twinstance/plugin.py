"""Fixtures for pytest: `twinstance`, `ec2`, `ecs`."""

import importlib.util
import os

import pytest

from . import Twinstance, new_account


class Session(Twinstance):
    """The server that the tests of a process use."""

    def __init__(self, url, process=None):
        super().__init__(url, process)
        self.faults = []

    def fault(self, **rule):
        self.faults.append(super().fault(**rule))
        return self.faults[-1]

    def clear(self):
        """Removes the faults that a test has set, unless they have worn off."""
        for fault in self.faults:
            try:
                self.clear_fault(fault)
            except ValueError:
                pass
        self.faults.clear()


@pytest.fixture(scope="session")
def twinstance_server():
    """The server: that of `TWINSTANCE_URL`, or one of this process on a free port."""
    url = os.environ.get("TWINSTANCE_URL")
    server = Session(url) if url else Session.start()
    yield server
    server.stop()


@pytest.fixture
def twinstance(twinstance_server):
    """The server. The faults that a test sets end with it."""
    yield twinstance_server
    twinstance_server.clear()


@pytest.fixture
def twinstance_account(twinstance):
    """An account of this test alone, on both clouds. What is in it goes with the test."""
    account = new_account()
    yield account
    twinstance.reset(account)


@pytest.fixture
def ec2(twinstance, twinstance_account):
    """A boto3 client of EC2, in an account of this test alone."""
    _needs("boto3", "ec2", "aws")
    return twinstance.ec2(twinstance_account)


@pytest.fixture
def ecs(twinstance, twinstance_account):
    """A client of Alibaba Cloud's ECS (alibabacloud-ecs20140526), in an account of this test alone."""
    _needs("alibabacloud_ecs20140526", "ecs", "alibaba")
    return twinstance.ecs(twinstance_account)


def _needs(module, fixture, extra):
    if importlib.util.find_spec(module) is None:
        pytest.fail(f"the fixture {fixture} needs {module}: pip install 'twinstance[{extra}]'", pytrace=False)
