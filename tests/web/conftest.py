import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from web_demo import MemorySource, demo

from contested.web import WebSettings, create_app


@pytest.fixture(scope="session")
def source() -> MemorySource:
    return demo()


@pytest.fixture(scope="session")
def client(source: MemorySource) -> TestClient:
    return TestClient(create_app(WebSettings(name="demo.db"), lambda: source))


@pytest.fixture
def empty() -> TestClient:
    return TestClient(create_app(WebSettings(), MemorySource))
