"""The issuer's keys: RSA, one pair for each round and cell."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

BITS = 3072
FEWEST_BITS = 2048
EXPONENT = 65537
SMALLEST_EXPONENT = 3


@dataclass(frozen=True)
class PublicKey:
    """A public key.

    Attributes:
        n: The modulus, at least 2,048 bits.
        e: The exponent, odd, above 2.
    """

    n: int
    e: int = EXPONENT

    def __post_init__(self) -> None:
        """Refuse keys that nobody should trust.

        Raises:
            ValueError: If the modulus is short or even, or the exponent even or below 3.
        """
        if self.n.bit_length() < FEWEST_BITS or self.n % 2 == 0:
            raise ValueError("The modulus is too short, or even.")
        if self.e < SMALLEST_EXPONENT or self.e % 2 == 0:
            raise ValueError("The exponent is too small, or even.")

    @property
    def bits(self) -> int:
        """Length of the modulus in bits."""
        return self.n.bit_length()

    @property
    def size(self) -> int:
        """Length of the modulus, and of every message and signature, in bytes."""
        return -(-self.bits // 8)

    @cached_property
    def checker(self) -> rsa.RSAPublicKey:
        """The same key as the library that verifies takes it."""
        return rsa.RSAPublicNumbers(self.e, self.n).public_key()

    @cached_property
    def der(self) -> bytes:
        """SubjectPublicKeyInfo, as it stands in the manifest."""
        return self.checker.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def id(self) -> bytes:
        """SHA-256 of the key: what tells it from all others, 32 bytes."""
        return sha256(self.der).digest()

    @classmethod
    def from_der(cls, der: bytes) -> "PublicKey":
        """Read a key; ValueError if it is no RSA key, or one nobody should trust."""
        try:
            key = load_der_public_key(der)
        except UnsupportedAlgorithm as error:
            raise ValueError("This is no RSA key.") from error
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("This is no RSA key.")  # noqa: TRY004 - of the file, not of a type
        numbers = key.public_numbers()
        return cls(numbers.n, numbers.e)


@dataclass(frozen=True)
class IssuerKey:
    """A private key with what signing by remainders needs.

    Attributes:
        n, e, d: Modulus, public and private exponent.
        p, q: The two primes; ``n == p * q``.
    """

    n: int
    e: int
    d: int
    p: int
    q: int

    def __post_init__(self) -> None:
        """Refuse numbers that do not belong together.

        Raises:
            ValueError: If they are no key.
        """
        if (
            self.p * self.q != self.n
            or self.e * self.d % (self.p - 1) != 1
            or self.e * self.d % (self.q - 1) != 1
        ):
            raise ValueError("These numbers are no key.")

    def __repr__(self) -> str:
        """Name the key without its secrets: it might end in a log."""
        return f"<IssuerKey {self.public.id.hex()[:12]}>"

    @cached_property
    def public(self) -> PublicKey:
        """The other half."""
        return PublicKey(self.n, self.e)

    @cached_property
    def remainders(self) -> tuple[int, int, int]:
        """``d mod p-1``, ``d mod q-1`` and ``q^-1 mod p``."""
        return self.d % (self.p - 1), self.d % (self.q - 1), pow(self.q, -1, self.p)

    @property
    def der(self) -> bytes:
        """PKCS #8, unencrypted: for the file that lives outside the databases."""
        dp, dq, inverse = self.remainders
        numbers = rsa.RSAPrivateNumbers(
            self.p, self.q, self.d, dp, dq, inverse, rsa.RSAPublicNumbers(self.e, self.n)
        )
        return numbers.private_key().private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
        )

    @classmethod
    def from_der(cls, der: bytes) -> "IssuerKey":
        """Read a key; ValueError if it is no RSA key."""
        # Whether p and q are primes was known when the key was made; to ask again takes a fifth
        # of a second each time a ballot is stamped. That the numbers belong together is asked
        # below, and no signature leaves that does not check.
        key = load_der_private_key(der, password=None, unsafe_skip_rsa_key_validation=True)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ValueError("This is no RSA key.")  # noqa: TRY004 - of the file, not of a type
        return cls._of(key)

    @classmethod
    def new(cls, bits: int = BITS) -> "IssuerKey":
        """Make a key; takes up to a second, so a job does it beforehand."""
        return cls._of(rsa.generate_private_key(EXPONENT, bits))

    @classmethod
    def _of(cls, key: rsa.RSAPrivateKey) -> "IssuerKey":
        numbers = key.private_numbers()
        public = numbers.public_numbers
        return cls(public.n, public.e, numbers.d, numbers.p, numbers.q)
