"""The numbers that the standards print: RFC 9474, appendix A, and RFC 9180, appendix A.1.1."""

import json
from pathlib import Path

import pytest

from ballots.crypto.bridge import Feed, Refused
from trivsel.domain.blindsign import VARIANTS, PublicKey

FILE = Path(__file__).parents[2] / "domain/blindsign/vectors/rfc9474_vectors.json"
BY_NAME = {variant.name: variant for variant in VARIANTS}
VECTORS = json.loads(FILE.read_text())["vectors"]
each = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])


class Read:
    """One vector of RFC 9474 as the modules take it."""

    def __init__(self, raw: dict[str, str]) -> None:
        self.raw = raw
        self.key = PublicKey(self.number("n"), self.number("e"))
        self.variant = BY_NAME[raw["name"]]

    def number(self, name: str) -> int:
        return int(self.raw[name], 16)

    def octets(self, name: str) -> bytes:
        return bytes.fromhex(self.raw.get(name, "").removeprefix("0x"))

    @property
    def inverse(self) -> bytes:
        return self.number("inv").to_bytes(self.key.size)

    def random(self) -> Feed:
        factor = pow(self.number("inv"), -1, self.key.n).to_bytes(self.key.size)
        return Feed([self.octets("salt"), factor])


@each
def test_a_ballot_goes_its_way_by_the_published_numbers(modules, vector):
    it = Read(vector)
    message, prefix = it.octets("msg"), Feed([it.octets("msg_prefix")])

    prepared = modules.blinding_prepare(message, {"variant": it.variant, "random": prefix})
    blinded = modules.blinding_blind(
        it.key, prepared, {"variant": it.variant, "random": it.random()}
    )
    signature = modules.blinding_finalize(
        it.key, prepared, it.octets("blind_sig"), blinded["inverse"], it.variant
    )

    assert prepared == it.octets("input_msg")
    assert blinded == {"message": it.octets("blinded_msg"), "inverse": it.inverse}
    assert signature == it.octets("sig")
    modules.blinding_verify(it.key, prepared, signature, it.variant)


@each
def test_another_salt_gives_another_number(modules, vector):
    """The control: the published number does not come out by itself."""
    it = Read(vector)
    salt, factor = it.random().parts
    other = Feed([bytes(len(salt)), (int.from_bytes(factor) ^ 1).to_bytes(it.key.size)])

    blinded = modules.blinding_blind(
        it.key, it.octets("input_msg"), {"variant": it.variant, "random": other}
    )

    assert blinded["message"] != it.octets("blinded_msg")


@each
def test_a_published_signature_verifies_under_no_other_salt_length(modules, vector):
    it = Read(vector)

    for variant in VARIANTS:
        given = it.key, it.octets("input_msg"), it.octets("sig"), variant
        if variant.salt_bytes == it.variant.salt_bytes:
            modules.blinding_verify(*given)
        else:
            with pytest.raises(Refused, match="bad-signature"):
                modules.blinding_verify(*given)


# RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
INFO = b"Ode on a Grecian Urn"
IKM_E = "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234"
PK_E = "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
PK_R = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
PLAIN = b"Beauty is truth, truth beauty"
SEALED = [  # the first two messages, with the additional data Count-0 and Count-1
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84",
]
EXPORTED = {
    b"": "3853fe2b4035195a573ffc53856e77058e15d9ea064de3e59f4961d0095250ee",
    b"\0": "2e8f0b54673c7029649d4eb9d5e33bf1872cf76d623ff164ac185da9e88c21a5",
    b"TestContext": "e9e43065102c3836401bed8c3c3c75ae46be1639869391d62c61f1ec7af54931",
}
# The library draws the sender's passing key itself; here it is handed the published one.
SEND = """async ({ hpke }, ikm, recipient, info, plain, extra, contexts) => {
  const kem = hpke.KEM_DHKEM_X25519_HKDF_SHA256();
  const made = (GenerateKeyPair) => new hpke.CipherSuite(
    () => ({ ...kem, GenerateKeyPair }), hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_128_GCM);
  const pair = await made(kem.GenerateKeyPair).DeriveKeyPair(ikm, true);
  const suite = made(async () => pair);
  const key = await suite.DeserializePublicKey(recipient);
  const { encapsulatedSecret, ctx } = await suite.SetupSender(key, { info });
  const sealed = [];
  for (const one of extra) sealed.push(await ctx.Seal(plain, one));
  const exported = await Promise.all(contexts.map((one) => ctx.Export(one, 32)));
  return { encapsulatedSecret, sealed, exported };
}"""


def sent(modules, info=INFO):
    return modules.run(
        SEND,
        bytes.fromhex(IKM_E),
        bytes.fromhex(PK_R),
        info,
        PLAIN,
        [b"Count-0", b"Count-1"],
        list(EXPORTED),
    )


def test_the_library_seals_the_published_messages(modules):
    made = sent(modules)

    assert made["encapsulatedSecret"].hex() == PK_E
    assert [one.hex() for one in made["sealed"]] == SEALED
    assert [one.hex() for one in made["exported"]] == list(EXPORTED.values())


def test_another_info_seals_them_otherwise(modules):
    """The control."""
    assert sent(modules, info=INFO[:-1])["sealed"][0].hex() != SEALED[0]
