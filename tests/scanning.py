"""A QR code read back as a phone reads it: from the picture alone, by a reader of its own."""

from base64 import b64decode, b64encode

import numpy as np
import zxingcpp
from playwright.sync_api import Page

# The browser opens the picture; what is dark and what is light goes on to the reader.
OPENED = """async (letters) => {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const grey = Uint8Array.from({ length: data.length / 4 }, (_, place) => data[4 * place + 1]);
  return [image.width, image.height, grey.toBase64()];
}"""


def scanned(page: Page, png: bytes) -> list[str]:
    """What the QR codes in a picture say."""
    width, height, grey = page.evaluate(OPENED, b64encode(png).decode())
    image = np.frombuffer(b64decode(grey), dtype=np.uint8).reshape(height, width)
    return [code.text for code in zxingcpp.read_barcodes(image)]
