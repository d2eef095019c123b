import type { Day } from '../../src-shared/ids.ts';
import { cleanText } from './clean-text.ts';

/** File systems take 255 bytes; some room stays for what others add ("(1)", ".part"). */
const nameBytesMax = 200;
/** Names that Windows keeps for devices, whatever follows the first point. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$| )/i;

/** A file name that says whose and what, and that every system takes: "Mara Lindt – Flow 8 – 2026-03-16.xlsx". Empty parts are left out. */
export function reportFileName(parts: readonly (string | null)[], day: Day, format: 'xlsx' | 'csv'): string {
  const ending = ` – ${day}.${format}`;
  const words = parts.map((part) => fileWords(part ?? '')).filter((part) => part !== '');
  const name = words.length === 0 ? 'Credit usage' : words.join(' – ');
  const safe = name.replace(deviceName, (device) => `${device}_`);
  return `${cutToBytes(safe, nameBytesMax - Buffer.byteLength(ending)).trimEnd()}${ending}`;
}

/** Without what Windows, macOS or Linux refuse in a name, and without a leading point, which would hide the file. */
function fileWords(text: string): string {
  return cleanText(text)
    .replace(/[<>:"/\\|?*\uFFFD\n\t]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
}

function cutToBytes(text: string, bytesMax: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) break;
    kept += character;
  }
  return kept;
}
