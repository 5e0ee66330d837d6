"""Orgbriefs: briefing papers, fact sheets and handouts from structured facts.

One way through: data -> edition -> view -> HTML -> PDF or Word -> catalogue.
Each sub-package is one stage and imports only from the stages before it.
"""
