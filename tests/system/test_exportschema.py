#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exported compose and Kubernetes files beside tables of what their programs take: an unknown key, a wrong type, a name
that is none, and names that do not meet are failures. The tables themselves are tried with files that have one fault each."""

import copy
import itertools
import json
import unittest

import compose_schema
import kubernetes_schema
import retorttest
from strictschema import documents

INI = "[uwsgi]\nmodule = app\ncallable = app\nprocesses = 2\n"
# What of an ini reaches these files.
INIS = {
    "little": INI,
    "limits": INI + "limit-post = 1000\nharakiri = 90\nthreads = 4\n",
    "many processes": INI + "processes = 64\n",
    "static files": INI + "static-map = /files=%dfiles\nstatic-map = /a b=%dother\n",
    "environment": INI + "env = SECRET_KEY=hunter2\nenv = ODD=a\"b'c $d\nenv = PORT=80\n",
    "own listeners": INI + "http = :8080\nsocket = 127.0.0.1:3033\n",
}
FOLDERS = ("shop", "My Shop_2", "2nd-shop", "läden", "UPPER.case", "x" * 90)


@unittest.skipUnless(retorttest.has_module("yaml"), "PyYAML is not installed")
class Schema(retorttest.RetortCase):
    def export(self, target, name, folder="shop", ini=INI, options=()):
        self.write(f"{folder}/app.py", "def app(environ, start_response):\n    pass\n")
        self.write(f"{folder}/files/a.txt", "a")
        self.write(f"{folder}/other/a.txt", "a")
        self.write(f"{folder}/uwsgi.ini", ini)
        code, text = self.run_retort("export", target, "--json", *options, cwd=self.folder / folder)
        self.assertEqual(code, 0, text)
        return documents({file["name"]: file["text"] for file in json.loads(text)["files"]}[name])

    def variants(self):
        options = ((), ("--replicas", "1"), ("--replicas", "7", "--domain", "Shop.Example.ORG"), ("--socket",),
                   ("--tcp", "--folder", "/opt/my.app"))
        for (called, ini), chosen in itertools.product(INIS.items(), options):
            yield f"{called} {' '.join(chosen)}", {"ini": ini, "options": chosen}
        for folder in FOLDERS:
            yield folder, {"folder": folder}

    def test_kubernetes(self):
        for called, how in self.variants():
            with self.subTest(called):
                exported = self.export("kubernetes", "kubernetes.yaml", **how)
                self.assertEqual([one["kind"] for one in exported], ["Deployment", "Service", "Ingress"])
                self.assertEqual(kubernetes_schema.problems(exported), [])

    def test_compose(self):
        for called, how in self.variants():
            with self.subTest(called):
                exported = self.export("compose", "compose.yaml", **how)
                self.assertEqual(len(exported), 1)
                self.assertEqual(compose_schema.problems(exported[0]), [])

    # place, new value (None: taken away), a word of the complaint
    KUBERNETES_FAULTS = (
        ((0, "spec", "replica"), 2, "no replica"),
        ((0, "spec", "replicas"), "2", "no number"),
        ((0, "spec", "replicas"), -1, "between"),
        ((0, "apiVersion"), "extensions/v1beta1", "apps/v1"),
        ((0, "kind"), "Deploymint", "Deploymint"),
        ((0, "metadata", "name"), "My_Shop", "form"),
        ((0, "spec", "selector", "matchLabels"), {"app": "other"}, "own pods"),
        ((0, "spec", "selector", "matchLabels"), {}, "own pods"),
        ((0, "spec", "template", "spec", "containers"), [], "fewer"),
        ((0, "spec", "template", "spec", "containers", 0, "ports", 0, "containerPort"), 70000, "between"),
        ((0, "spec", "template", "spec", "containers", 0, "ports", 0, "name"), "a-name-too-long-for-it", "longer"),
        ((0, "spec", "template", "spec", "containers", 0, "ports", 0, "name"), "80", "form"),
        ((0, "spec", "template", "spec", "containers", 0, "ports", 0, "name"), "web", "no port"),
        ((0, "spec", "template", "spec", "containers", 0, "image"), "Shop:latest", "form"),
        ((0, "spec", "template", "spec", "containers", 0, "env"), [{"name": "A", "value": 1}], "no text"),
        ((0, "spec", "template", "spec", "containers", 0, "resources", "limits", "memory"), "128MB", "form"),
        ((0, "spec", "template", "spec", "containers", 0, "resources", "requests", "memory"), "9Gi", "more than its limit"),
        ((0, "spec", "template", "spec", "containers", 0, "livenessProbe", "periodSeconds"), 0, "between"),
        ((0, "spec", "template", "spec", "containers", 0, "livenessProbe", "tcpSocket"), None, "one of"),
        ((0, "spec", "template", "spec", "containers", 0, "livenessProbe", "tcpSocket", "port"), "web", "no port"),
        ((0, "spec", "template", "spec", "containers", 0, "livenessProbe", "httpGet"), {"port": "http"}, "one of"),
        ((0, "spec", "template", "spec", "containers", 0, "livenessProbe", "successThreshold"), 2, "must be 1"),
        ((0, "spec", "template", "spec", "securityContext", "runAsUser"), 0, "runAsNonRoot"),
        ((0, "spec", "template", "spec", "securityContext", "runAsNonRoot"), "yes", "neither"),
        ((1, "metadata", "name"), "2shop", "form"),
        ((1, "metadata", "name"), "other", "no service"),
        ((1, "spec", "selector", "app"), "other", "finds no pod"),
        ((1, "spec", "ports", 0, "targetPort"), "web", "no port"),
        ((1, "spec", "ports", 0, "port"), 0, "between"),
        ((1, "spec", "port"), 80, "no port"),
        ((2, "spec", "rules", 0, "host"), "Shop.test", "form"),
        ((2, "spec", "rules", 0, "host"), "shop.test:80", "form"),
        ((2, "spec", "rules", 0, "http", "paths", 0, "pathType"), None, "missing"),
        ((2, "spec", "rules", 0, "http", "paths", 0, "path"), "x", "form"),
        ((2, "spec", "rules", 0, "http", "paths", 0, "backend"), {"serviceName": "shop", "servicePort": 80}, "missing"),
        ((2, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "port"), {"name": "web"}, "no service"),
        ((2, "metadata", "annotations"), {"nginx.ingress.kubernetes.io/proxy-body-size": 1000}, "no text"),
    )
    COMPOSE_FAULTS = (
        ((0, "services", "app", "commands"), ["x"], "no commands"),
        ((0, "services", "app", "command"), ["uwsgi", "$(x)"], "form"),
        ((0, "services", "app", "command"), [1], "no text"),
        ((0, "services", "app", "build"), None, "neither image nor build"),
        ((0, "services", "app", "restart"), "sometimes", "form"),
        ((0, "services", "app", "deploy", "replicas"), "2", "no number"),
        ((0, "services", "app", "expose"), ["70000"], "form"),
        ((0, "services", "web", "ports"), ["80:99999"], "form"),
        ((0, "services", "web", "ports"), [80], "no "),
        ((0, "services", "web", "ports"), ["80:80", "80:81"], "twice"),
        ((0, "services", "web", "deploy"), {"replicas": 2}, "share"),
        ((0, "services", "web", "depends_on"), ["ap"], "no other service"),
        ((0, "services", "web", "volumes"), ["./a:/x:ro", "./b:/x:ro"], "two volumes"),
        ((0, "services", "web", "volumes"), ["./a:x"], "form"),
        ((0, "services", "web", "volumes"), ["data:/x"], "no volume"),
        ((0, "services", "web", "image"), "nginx:1 alpine", "form"),
        ((0, "services"), None, "missing"),
        ((0, "name"), "My Shop", "form"),
    )

    def assert_found(self, exported, problems, faults):
        self.assertEqual(problems(copy.deepcopy(exported)), [])
        for place, value, word in faults:
            with self.subTest(place=place, value=value):
                changed = copy.deepcopy(exported)
                inside = changed
                for step in place[:-1]:
                    inside = inside[step]
                if value is None:
                    del inside[place[-1]]
                else:
                    inside[place[-1]] = value
                found = problems(changed)
                self.assertTrue(any(word in one for one in found), found)

    def test_faults_of_kubernetes_are_found(self):
        self.assert_found(self.export("kubernetes", "kubernetes.yaml"), kubernetes_schema.problems, self.KUBERNETES_FAULTS)

    def test_faults_of_compose_are_found(self):
        self.assert_found(self.export("compose", "compose.yaml"), lambda exported: compose_schema.problems(exported[0]), self.COMPOSE_FAULTS)

    def test_a_key_that_is_there_twice_is_found(self):
        with self.assertRaisesRegex(AssertionError, "twice"):
            documents("a: 1\nb: {c: 1, c: 2}\n")


if __name__ == "__main__":
    retorttest.main()
