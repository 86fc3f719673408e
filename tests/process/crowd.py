"""Holds connections to HOST:PORT, COUNT of them, that say nothing until this program's input ends. Then each makes one
request, and the number of those that are answered is printed."""

import resource
import socket
import sys

host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
crowd = [socket.create_connection((host, port)) for _ in range(count)]
print("here", flush=True)
sys.stdin.read()
for connection in crowd:
    connection.sendall(b"GET /?Action=DescribeRegions&Version=2016-11-15 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
served = 0
for connection in crowd:
    answer = b""
    while part := connection.recv(1 << 16):
        answer += part
    served += answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"</DescribeRegionsResponse>")
print(served)
