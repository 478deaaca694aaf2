# SPDX-License-Identifier: Apache-2.0
"""What Kubernetes takes: the fields of Deployment (apps/v1), Service (v1) and Ingress (networking.k8s.io/v1) with their
types, as the API server validates them with fieldValidation=Strict, and what has to agree between the three."""

import re

from strictschema import choice, either, every, exactly_one, flag, listing, mapping, number, table, text

LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
dns_label = text(LABEL, 63)
# The names of services are older and stricter: RFC 1035.
service_name = text(r"[a-z]([-a-z0-9]*[a-z0-9])?", 63)
dns_name = text(rf"{LABEL}(\.{LABEL})*", 253)
host_name = text(rf"(\*\.)?{LABEL}(\.{LABEL})*", 253)
qualified_key = text(rf"({LABEL}(\.{LABEL})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{{0,61}}[A-Za-z0-9])?")
label_value = text(r"([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?", 63)
environment_name = text(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
port_number = number(1, 65535)
port_name = every(text(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", 15), text(r"(?!.*--).*[a-z].*"))
port = either(port_number, port_name)
image = text(rf"({LABEL}(\.{LABEL})*(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}})?(@sha256:[0-9a-f]{{64}})?")
absolute_path = text(r"/[^\0]*")
QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(Ki|Mi|Gi|Ti|Pi|Ei|m|k|M|G|T|P|E|[eE][+-]?[0-9]+)?")
quantity = text(QUANTITY.pattern)
labels = table(qualified_key, label_value)
metadata = mapping({"name": dns_name}, namespace=dns_label, labels=labels, annotations=table(qualified_key, text()))

capability = text(r"ALL|[A-Z_]+")
seccomp = mapping({"type": choice("RuntimeDefault", "Unconfined", "Localhost")}, localhostProfile=text())
pod_security = mapping(runAsNonRoot=flag, runAsUser=number(), runAsGroup=number(), fsGroup=number(), seccompProfile=seccomp,
                       supplementalGroups=listing(number()), fsGroupChangePolicy=choice("Always", "OnRootMismatch"))
container_security = mapping(allowPrivilegeEscalation=flag, privileged=flag, readOnlyRootFilesystem=flag, runAsNonRoot=flag,
                             runAsUser=number(), runAsGroup=number(), seccompProfile=seccomp,
                             capabilities=mapping(add=listing(capability), drop=listing(capability)))
probe = every(
    mapping(tcpSocket=mapping({"port": port}, host=text()),
            httpGet=mapping({"port": port}, path=absolute_path, host=text(), scheme=choice("HTTP", "HTTPS"),
                            httpHeaders=listing(mapping({"name": text(), "value": text()}))),
            exec=mapping({"command": listing(text(), 1)}), grpc=mapping({"port": port_number}, service=text()),
            initialDelaySeconds=number(), periodSeconds=number(1), timeoutSeconds=number(1), successThreshold=number(1),
            failureThreshold=number(1), terminationGracePeriodSeconds=number(1)),
    exactly_one("tcpSocket", "httpGet", "exec", "grpc"))
source = mapping({"name": dns_name}, optional=flag)
key_source = mapping({"name": dns_name, "key": text(r"[-._a-zA-Z0-9]+")}, optional=flag)
variable = mapping({"name": environment_name}, value=text(),
                   valueFrom=every(mapping(secretKeyRef=key_source, configMapKeyRef=key_source,
                                           fieldRef=mapping({"fieldPath": text()}, apiVersion=text())),
                                   exactly_one("secretKeyRef", "configMapKeyRef", "fieldRef")))
container = mapping(
    {"name": dns_label, "image": image}, args=listing(text()), command=listing(text()), workingDir=absolute_path,
    imagePullPolicy=choice("Always", "IfNotPresent", "Never"), env=listing(variable, key="name"),
    envFrom=listing(every(mapping(secretRef=source, configMapRef=source, prefix=text()), exactly_one("secretRef", "configMapRef"))),
    ports=listing(mapping({"containerPort": port_number}, name=port_name, protocol=choice("TCP", "UDP", "SCTP")), key="name"),
    livenessProbe=probe, readinessProbe=probe, startupProbe=probe, securityContext=container_security,
    resources=mapping(requests=table(choice("cpu", "memory", "ephemeral-storage"), quantity),
                      limits=table(choice("cpu", "memory", "ephemeral-storage"), quantity)),
    volumeMounts=listing(mapping({"name": dns_label, "mountPath": absolute_path}, readOnly=flag, subPath=text()), key="mountPath"))
volume = every(mapping({"name": dns_label}, emptyDir=mapping(sizeLimit=quantity, medium=choice("", "Memory")),
                       configMap=mapping({"name": dns_name}, optional=flag), secret=mapping({"secretName": dns_name}, optional=flag),
                       persistentVolumeClaim=mapping({"claimName": dns_name}, readOnly=flag)),
               exactly_one("emptyDir", "configMap", "secret", "persistentVolumeClaim"))
pod = mapping({"containers": listing(container, 1, "name")}, initContainers=listing(container, key="name"),
              volumes=listing(volume, key="name"), securityContext=pod_security, terminationGracePeriodSeconds=number(),
              serviceAccountName=dns_name, automountServiceAccountToken=flag, restartPolicy=choice("Always"),
              nodeSelector=labels, imagePullSecrets=listing(mapping({"name": dns_name})))
share = either(number(), text(r"[0-9]+%"))
deployment = mapping(
    {"apiVersion": choice("apps/v1"), "kind": choice("Deployment"), "metadata": metadata, "spec": mapping(
        {"selector": mapping({"matchLabels": labels}),
         "template": mapping({"metadata": mapping({"labels": labels}, annotations=table(qualified_key, text())), "spec": pod})},
        replicas=number(), minReadySeconds=number(), revisionHistoryLimit=number(), progressDeadlineSeconds=number(1), paused=flag,
        strategy=mapping({"type": choice("RollingUpdate", "Recreate")}, rollingUpdate=mapping(maxSurge=share, maxUnavailable=share)))})
service_port = mapping({"port": port_number}, name=dns_label, targetPort=port, protocol=choice("TCP", "UDP", "SCTP"),
                       nodePort=number(30000, 32767), appProtocol=text())
service = mapping(
    {"apiVersion": choice("v1"), "kind": choice("Service"), "metadata": every(metadata, lambda value, at: service_name(value["name"], at)),
     "spec": mapping({"ports": listing(service_port, 1, "name")}, selector=labels, sessionAffinity=choice("None", "ClientIP"),
                     type=choice("ClusterIP", "NodePort", "LoadBalancer"))})
backend = mapping(
    {"service": mapping({"name": service_name, "port": every(mapping(name=port_name, number=port_number), exactly_one("name", "number"))})})
ingress_path = mapping({"pathType": choice("Prefix", "Exact", "ImplementationSpecific"), "backend": backend}, path=absolute_path)
ingress = mapping(
    {"apiVersion": choice("networking.k8s.io/v1"), "kind": choice("Ingress"), "metadata": metadata, "spec": mapping(
        ingressClassName=dns_name, defaultBackend=backend, tls=listing(mapping(hosts=listing(host_name), secretName=dns_name)),
        rules=listing(mapping(host=host_name, http=mapping({"paths": listing(ingress_path, 1)}))))})
KINDS = {"Deployment": deployment, "Service": service, "Ingress": ingress}

SUFFIXES = {"m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
            "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}


def amount(written):
    digits, suffix = QUANTITY.fullmatch(written).groups()
    return float(digits) * SUFFIXES[suffix] if suffix in SUFFIXES else float(digits + (suffix or ""))


def problems(documents):
    """Everything a cluster would refuse, or take and never make work."""
    found = []
    for index, document in enumerate(documents):
        kind = document.get("kind") if isinstance(document, dict) else None
        if kind in KINDS:
            found += KINDS[kind](document, f"{kind}")
        else:
            found.append(f"document {index}: {kind!r} is none of {', '.join(KINDS)}")
    # What follows relies on the shape.
    return found or list(disagreements(documents))


def disagreements(documents):
    by_kind = {kind: [document for document in documents if document["kind"] == kind] for kind in KINDS}
    for kind, several in by_kind.items():
        names = [document["metadata"]["name"] for document in several]
        if len(set(names)) < len(names):
            yield f"{kind}: two of the same name"
    for one in by_kind["Deployment"]:
        yield from deployment_disagreements(one)
    for one in by_kind["Service"]:
        selector = one["spec"].get("selector", {})
        pods = [pod["spec"]["template"] for pod in by_kind["Deployment"]
                if selector and selector.items() <= pod["spec"]["template"]["metadata"]["labels"].items()]
        if not pods:
            yield f"Service: its selector {selector} finds no pod"
        for each in one["spec"]["ports"]:
            target = each.get("targetPort", each["port"])
            if any(target not in ports_of(template["spec"]) for template in pods):
                yield f"Service: the pods have no port {target!r}"
    services = {one["metadata"]["name"]: one for one in by_kind["Service"]}
    for one in by_kind["Ingress"]:
        for rule in one["spec"].get("rules", ()):
            for path in rule.get("http", {}).get("paths", ()):
                wanted = path["backend"]["service"]
                target = services.get(wanted["name"])
                offered = [(each.get("name"), each["port"]) for each in target["spec"]["ports"]] if target else []
                if not any(wanted["port"] in ({"name": name}, {"number": number_}) for name, number_ in offered):
                    yield f"Ingress: there is no service {wanted['name']!r} with port {wanted['port']}"


def ports_of(pod_spec):
    ports = [each for one in pod_spec["containers"] for each in one.get("ports", ())]
    return {each["containerPort"] for each in ports} | {each.get("name") for each in ports}


def deployment_disagreements(document):
    spec = document["spec"]
    template = spec["template"]
    selector = spec["selector"]["matchLabels"]
    if not selector or not selector.items() <= template["metadata"]["labels"].items():
        yield f"Deployment: its selector {selector} does not find its own pods"
    pod_spec = template["spec"]
    volumes = {each["name"] for each in pod_spec.get("volumes", ())}
    if pod_spec.get("securityContext", {}).get("runAsNonRoot") and pod_spec["securityContext"].get("runAsUser") == 0:
        yield "Deployment: runAsNonRoot and the user 0"
    for one in pod_spec["containers"]:
        own = {each["containerPort"] for each in one.get("ports", ())} | {each.get("name") for each in one.get("ports", ())}
        for kind in ("livenessProbe", "readinessProbe", "startupProbe"):
            asked = one.get(kind, {})
            for handler in ("tcpSocket", "httpGet"):
                if handler in asked and asked[handler]["port"] not in own:
                    yield f"{kind}: the container has no port {asked[handler]['port']!r}"
            if kind != "readinessProbe" and asked.get("successThreshold", 1) != 1:
                yield f"{kind}: successThreshold must be 1"
        for each in one.get("volumeMounts", ()):
            if each["name"] not in volumes:
                yield f"volumeMounts: there is no volume {each['name']!r}"
        resources = one.get("resources", {})
        for name, least in resources.get("requests", {}).items():
            most = resources.get("limits", {}).get(name)
            if most and amount(least) > amount(most):
                yield f"resources: {name} asks for {least}, more than its limit {most}"
