"""The same job on a Ray cluster: chunks go to its nodes, parts come back, and the order is made here as ever."""

from .cluster import ray_cluster
from .spreading import Cluster, Lost, spread

__all__ = ["Cluster", "Lost", "ray_cluster", "spread"]
