import QRCode from "qrcode";

/** A text as the dark squares of a QR code, one path in units of a square: drawn without a style or a script. */
export async function qrPath(text: string): Promise<{ readonly path: string; readonly size: number }> {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) if (modules.get(y, x) === 1) path += `M${x} ${y}h1v1h-1z`;
  }
  return { path, size };
}
