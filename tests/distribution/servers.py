"""What answers as a server for SFTP and as a store of objects do, on this machine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest
import requests


@contextmanager
def sftp_server(folder: Path, home: Path, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose root is a folder; its address.

    Args:
        folder: its root.
        home: where the key of its one user lies, and the servers that this one trusts.
        patch: lets this process live there.
    """
    own, users = asyncssh.generate_private_key("ssh-ed25519"), home / ".ssh"
    users.mkdir(parents=True)
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(users / "id_ed25519")
    key.write_public_key(users / "authorized")
    patch.setenv("HOME", str(home))
    patch.delenv("SSH_AUTH_SOCK", raising=False)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def root(channel: asyncssh.SSHServerChannel[bytes]) -> asyncssh.SFTPServer:
        return asyncssh.SFTPServer(channel, chroot=str(folder))

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[own],
            authorized_client_keys=str(users / "authorized"),
            sftp_factory=root,
        )

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(20)
    port = server.get_port()
    public = own.export_public_key().decode().strip()
    (users / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}\n", encoding="utf-8")
    try:
        yield f"sftp://editor@127.0.0.1:{port}"
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def _end(server: asyncssh.SSHAcceptor) -> None:
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def store(bucket: str, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store of objects with one bucket; its address."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "throw-away",
        "AWS_SECRET_ACCESS_KEY": "throw-away",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        patch.setenv(name, value)
    try:
        # What other servers of this process held is shared with it.
        requests.post(f"http://{host}:{port}/moto-api/reset", timeout=20)
        boto3.client("s3").create_bucket(Bucket=bucket)
        yield f"s3://{bucket}"
    finally:
        server.stop()
