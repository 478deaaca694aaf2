# SPDX-License-Identifier: Apache-2.0
def install(module, settings, worker_id):
    pass
