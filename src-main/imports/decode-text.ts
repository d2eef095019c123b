import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from './unreadable-file.ts';

/** What Windows-1252 has at 0x80 … 0x9f; a space stands for the five bytes that it leaves undefined. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const binary =
  'The file is not text: it holds bytes that no table has. Export the data as CSV or JSON and import that file.';
const unknownEncoding =
  'The text of the file is in an encoding that is neither UTF-8, UTF-16 nor Windows-1252: save it as UTF-8.';

/** The text of a file in UTF-8, UTF-16 (with a byte order mark or without) or Windows-1252; throws UnreadableFile where it is none of them or breaks off. */
export function decodeText(bytes: Buffer): string {
  if (bytes.length === 0) throw new UnreadableFile('The file is empty.');
  const text = decodeKnown(bytes).replace(/^\uFEFF/, '');
  if (text.trim() === '')
    throw new UnreadableFile('The file is empty: there is nothing in it but spaces and line ends.');
  if (text.includes('\0')) throw new UnreadableFile(binary);
  return text;
}

function decodeKnown(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'little');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'big');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeMarkedUtf8(bytes);
  const order = utf16Order(bytes.subarray(0, 65_536));
  if (order) return decodeUtf16(bytes, order);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  if (isUtf8(withoutCutCharacter(bytes))) throw new UnreadableFile(cutOff);
  return decodeWindows1252(bytes);
}

const cutOff = 'The file breaks off in the middle of a character: it was cut off on its way. Export or copy it again.';

/** The byte order of UTF-16 without a mark: text in it has zeros on one side of its line ends, separators and digits only. */
function utf16Order(bytes: Buffer): 'little' | 'big' | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === 0) index % 2 === 0 ? even++ : odd++;
  }
  const few = bytes.length / 40;
  if (odd > few && even === 0) return 'little';
  if (even > few && odd === 0) return 'big';
  return null;
}

function decodeUtf16(bytes: Buffer, order: 'little' | 'big'): string {
  if (bytes.length % 2 === 1) throw new UnreadableFile(cutOff);
  const little = order === 'little' ? bytes : Buffer.from(bytes).swap16();
  return little.toString('utf16le');
}

function decodeMarkedUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  if (isUtf8(withoutCutCharacter(bytes))) throw new UnreadableFile(cutOff);
  throw new UnreadableFile('The file says that it is UTF-8, but holds text that is not: save it as UTF-8 again.');
}

/** The bytes up to the last whole UTF-8 character, where a longer one was begun at the end. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2) {
      const begun = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      const hasOthers = bytes.length > back && bytes.subarray(0, bytes.length - back).some((other) => other >= 0x80);
      // One accented letter at the very end may as well be Windows-1252; other ones before it show that it is UTF-8.
      return begun > back && hasOthers ? bytes.subarray(0, bytes.length - back) : bytes;
    }
    if (byte < 0x80) return bytes;
  }
  return bytes;
}

function decodeWindows1252(bytes: Buffer): string {
  if (bytes.some(isControl)) throw new UnreadableFile(binary);
  if (mixesUtf8(bytes)) {
    throw new UnreadableFile(
      'Parts of the file are UTF-8 and others are not, so its accents can’t be read: save it as UTF-8 again.',
    );
  }
  const text = bytes.toString('latin1');
  return text.replaceAll(/[\u0080-\u009f]/g, (character) => {
    const meant = windows1252[character.charCodeAt(0) - 0x80];
    if (meant === undefined || meant === ' ') throw new UnreadableFile(unknownEncoding);
    return meant;
  });
}

/** Control characters that no text file has: all but tab, line ends and form feed. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1a;
}

/** True where most characters beyond ASCII are whole UTF-8 sequences: Windows-1252 text has hardly any by chance. */
function mixesUtf8(bytes: Buffer): boolean {
  let whole = 0;
  let broken = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length > 0 && isUtf8(bytes.subarray(index, index + length)) && index + length <= bytes.length) {
      whole++;
      index += length - 1;
    } else {
      broken++;
    }
  }
  return whole > broken;
}
