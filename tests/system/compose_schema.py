# SPDX-License-Identifier: Apache-2.0
"""What `docker compose` takes: the attributes of the Compose specification with their types, and what has to agree
between them."""

import re

from kubernetes_schema import image
from strictschema import choice, either, every, flag, listing, mapping, number, table, text

NAME = r"[a-zA-Z0-9._-]+"
PORT = r"(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
name = text(NAME)
# A $ begins a variable; $$ is the character.
plain = text(r"(?:[^$]|\$\$|\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-?+][^}]*)?\}|\$[A-Za-z_][A-Za-z0-9_]*)*")
duration = text(r"(?:[0-9]+(?:us|ms|s|m|h))+")
variables = either(table(text(r"[^=$]+"), either(plain, number(), choice(None))), listing(text(r"[^=]+(=.*)?")))
path = every(plain, text(r"(\.{1,2}|~)?(/.*)?|[^/~].*"))
volume = every(plain, text(rf"(?:(?:\.{{1,2}}(?:/[^:]*)?|/[^:]*|~/[^:]*|{NAME}):)?/[^:]+(?::(?:ro|rw|z|Z)(?:,(?:ro|rw|z|Z))*)?"))
long_volume = mapping({"type": choice("bind", "volume", "tmpfs"), "target": text(r"/.+")}, source=plain, read_only=flag)
port = text(rf"(?:(?:[0-9.]+:|\[[0-9a-f:]+\]:)?{PORT}:)?{PORT}(?:/(?:tcp|udp))?")
long_port = mapping({"target": number(1, 65535)}, published=text(PORT), protocol=choice("tcp", "udp"), mode=choice("host", "ingress"),
                    host_ip=text())
limits = mapping(cpus=text(r"[0-9]+(\.[0-9]+)?"), memory=text(r"[0-9]+(b|k|kb|m|mb|g|gb)", 20), pids=number(1))
deploy = mapping(replicas=number(), mode=choice("replicated", "global"), labels=variables,
                 resources=mapping(limits=limits, reservations=limits),
                 restart_policy=mapping(condition=choice("none", "on-failure", "any"), delay=duration, max_attempts=number(), window=duration),
                 update_config=mapping(parallelism=number(), delay=duration, order=choice("stop-first", "start-first")))
healthcheck = mapping(test=either(plain, listing(plain, 1)), interval=duration, timeout=duration, start_period=duration, retries=number(1),
                      disable=flag)
depends = either(listing(name), table(name, mapping({"condition": choice("service_started", "service_healthy", "service_completed_successfully")},
                                                    restart=flag, required=flag)))
build = either(path, mapping(context=path, dockerfile=path, args=variables, target=text(), cache_from=listing(text()), labels=variables))
service = mapping(
    image=image, build=build, command=either(plain, listing(plain)), entrypoint=either(plain, listing(plain)), container_name=name,
    restart=text(r"no|always|unless-stopped|on-failure(:[0-9]+)?"), depends_on=depends, deploy=deploy, healthcheck=healthcheck,
    environment=variables, env_file=either(path, listing(path)), expose=listing(either(text(PORT), number(1, 65535))),
    ports=listing(either(port, long_port)), volumes=listing(either(volume, long_volume)), networks=listing(name), user=text(),
    working_dir=text(r"/.*"), read_only=flag, init=flag, tmpfs=either(text(), listing(text())), cap_drop=listing(text()),
    cap_add=listing(text()), security_opt=listing(text()), stop_grace_period=duration, stop_signal=text(r"SIG[A-Z0-9]+"), labels=variables,
    secrets=listing(name), configs=listing(name), profiles=listing(name), logging=mapping({"driver": text()}, options=table(text(), text())))
compose = mapping({"services": table(name, service)}, name=text(r"[a-z0-9][a-z0-9_-]*"), volumes=table(name, either(choice(None), mapping())),
                  networks=table(name, either(choice(None), mapping())))


def problems(document):
    found = list(compose(document, "compose"))
    return found or list(disagreements(document))


def disagreements(document):
    services = document["services"]
    published = []
    for called, one in services.items():
        if "image" not in one and "build" not in one:
            yield f"{called}: neither image nor build"
        for needed in one.get("depends_on", ()):
            if needed not in services or needed == called:
                yield f"{called}: depends on {needed!r}, which is no other service"
        replicas = one.get("deploy", {}).get("replicas", 1)
        hosts = [each.rsplit(":", 1)[0] for each in one.get("ports", ()) if isinstance(each, str) and ":" in each]
        if replicas > 1 and (hosts or "container_name" in one):
            yield f"{called}: {replicas} containers cannot share a port of the host or a name"
        published += hosts
        targets = [target_of(each) for each in one.get("volumes", ())]
        for target in {target for target in targets if targets.count(target) > 1}:
            yield f"{called}: two volumes at {target}"
        for each in one.get("volumes", ()):
            source = each.split(":")[0] if isinstance(each, str) and ":" in each else ""
            if source and re.fullmatch(NAME, source) and source not in (".", "..") and source not in document.get("volumes", {}):
                yield f"{called}: there is no volume {source!r}"
        for network in one.get("networks", ()):
            if network not in document.get("networks", {}):
                yield f"{called}: there is no network {network!r}"
    for each in {each for each in published if published.count(each) > 1}:
        yield f"the port {each} of the host is taken twice"


def target_of(volume_):
    if isinstance(volume_, dict):
        return volume_["target"]
    parts = volume_.split(":")
    return parts[1] if len(parts) > 1 else parts[0]
