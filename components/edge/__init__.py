"""The edge: names, certificates and what stands in front of the regions."""

from components.edge.certificate import Certificate, CertificateArgs

__all__ = ["Certificate", "CertificateArgs"]
