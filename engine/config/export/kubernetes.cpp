// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// %1 name, %2 replicas, %3 port, %4 seconds to end. A connection is all a probe can ask for without knowing the app.
constexpr char16_t deployment[] = uR"(
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "%1"
  labels: {app: "%1"}
spec:
  replicas: %2
  selector:
    matchLabels: {app: "%1"}
  template:
    metadata:
      labels: {app: "%1"}
    spec:
      terminationGracePeriodSeconds: %4
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: app
          # Built from the Dockerfile of: retort export docker. Name your registry and version.
          image: "%1:latest"
          ports:
            - {name: http, containerPort: %3}
          envFrom:
            # kubectl create secret generic %1 --from-env-file=FILE
            - secretRef: {name: "%1", optional: true}
          startupProbe:
            tcpSocket: {port: http}
            periodSeconds: 2
            failureThreshold: 30
          readinessProbe:
            tcpSocket: {port: http}
            periodSeconds: 5
          livenessProbe:
            tcpSocket: {port: http}
            periodSeconds: 10
          resources:
            # A guess: measure, then change.
            requests: {cpu: "100m", memory: "%5Mi"}
            limits: {memory: "%6Mi"}
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: {drop: ["ALL"]}
)";

constexpr char16_t serviceAndIngress[] = uR"(---
apiVersion: v1
kind: Service
metadata:
  name: "%1"
spec:
  selector: {app: "%1"}
  ports:
    - {name: http, port: 80, targetPort: http}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: "%1"
%3spec:
  ingressClassName: nginx
  rules:
    - host: "%2"
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: "%1"
                port: {name: http}
)";

// The ini's limits in the words of the nginx ingress controller.
QString annotations(const Site &site)
{
    QString text;
    if (site.limitPostBytes > 0) {
        text += u"    nginx.ingress.kubernetes.io/proxy-body-size: \"%1\"\n"_s.arg(site.limitPostBytes);
    }
    if (site.harakiriS > 0) {
        text += u"    nginx.ingress.kubernetes.io/proxy-read-timeout: \"%1\"\n"_s.arg(site.harakiriS + 5);
    }
    return text.isEmpty() ? text : u"  annotations:\n"_s + text;
}

} // namespace

Result<QList<File>> kubernetesFiles(const Site &site, const Inputs &inputs)
{
    const Backend backend = containerBackend(site, ListenerProtocol::Http);
    const int memoryMb = 64 + 64 * site.processes;
    QString text = uwsgiHeading(site, u"%1 in Kubernetes: kubectl apply -f kubernetes.yaml"_s.arg(site.name));
    text += QString::fromUtf16(deployment)
                .arg(labelOf(site), QString::number(inputs.replicas), QString::number(backend.port),
                    QString::number(qMax(30, site.harakiriS + 5)), QString::number(memoryMb), QString::number(memoryMb * 2));
    text += QString::fromUtf16(serviceAndIngress).arg(labelOf(site), inputs.domain.toLower(), annotations(site));
    return QList<File>{{u"kubernetes.yaml"_s, text}};
}

} // namespace Retort::Config::Export
