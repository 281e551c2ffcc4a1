"""OpenStack Swift with its S3 protocol, whole, in one process. For tests only.

    swift-server.py FOLDER ACCESS_KEY SECRET_KEY

Keeps everything in FOLDER, prints the port of the S3 protocol on 127.0.0.1, and ends when its standard input does.
Needs Debian's package python3-swift. The access key has the form account:user.
"""

import array
import os
import sys

import eventlet

eventlet.patcher.monkey_patch()

from eventlet import wsgi
from swift.common import utils

root, access_key, secret_key = sys.argv[1:4]
account, user = access_key.split(":")

# Swift wants one file at a fixed place; its name is a variable of its module.
utils.SWIFT_CONF_FILE = os.path.join(root, "swift.conf")
with open(utils.SWIFT_CONF_FILE, "w") as file:
    file.write("[swift-hash]\nswift_hash_path_prefix = tests\nswift_hash_path_suffix = tests\n")
utils.validate_hash_conf()

from swift.common.ring import RingData
from swift.common.wsgi import SwiftHttpProtocol, loadapp

COMMON = f"""[DEFAULT]
swift_dir = {root}
devices = {root}/devices
mount_check = false
fallocate_reserve = 0
disable_fallocate = true
log_level = ERROR
log_address = {root}/no-log
"""
STORAGE = """[pipeline:main]
pipeline = app
[app:app]
use = egg:swift#%s
"""
PROXY = f"""[pipeline:main]
pipeline = catch_errors cache s3api tempauth bulk copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
max_upload_part_num = 10000
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {secret_key} .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
max_manifest_segments = 10000
[filter:copy]
use = egg:swift#copy
[filter:dlo]
use = egg:swift#dlo
"""


class NoLog:
    def write(self, *_):
        pass


sockets = {name: eventlet.listen(("127.0.0.1", 0), backlog=128) for name in ("account", "container", "object", "proxy")}
os.makedirs(os.path.join(root, "devices", "disk"))
for name in ("account", "container", "object"):
    port = sockets[name].getsockname()[1]
    place = {"ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port}
    device = {"id": 0, "region": 1, "zone": 1, "weight": 1, "device": "disk", **place}
    RingData([array.array("H", [0] * 4)], [device], 30).save(os.path.join(root, f"{name}.ring.gz"))

for name, socket in sockets.items():
    configuration = os.path.join(root, f"{name}-server.conf")
    with open(configuration, "w") as file:
        file.write(COMMON + (PROXY if name == "proxy" else STORAGE % name))
    app = loadapp(configuration, global_conf={"log_name": name})
    eventlet.spawn(wsgi.server, socket, app, NoLog(), protocol=SwiftHttpProtocol)

print(sockets["proxy"].getsockname()[1], flush=True)
eventlet.hubs.trampoline(sys.stdin.fileno(), read=True)
