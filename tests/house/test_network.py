import socket

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError


def test_no_test_reaches_another_machine():
    with (
        pytest.raises((SocketBlockedError, SocketConnectBlockedError)),
        socket.create_connection(("192.0.2.1", 80), timeout=1),
    ):
        pass
