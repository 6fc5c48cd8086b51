import socket

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError


# pytest-socket warns before it raises, and here a warning is an error.
def test_no_test_reaches_another_machine():
    with (
        pytest.raises((SocketBlockedError, SocketConnectBlockedError, UserWarning)),
        socket.create_connection(("192.0.2.1", 80), timeout=1),
    ):
        pass
