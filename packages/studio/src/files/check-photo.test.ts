import { checkPhoto } from '@stubble/engine';
import { expect, test } from 'vitest';
import { checkedPhoto } from './check-photo.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('what may be a case is sent where cases are opened; all else is refused in the words of the command line', () => {
  const files = ['', 'hello there', 'GIF89a', '%PDF-1.7', '\xff\xd8\xff\xd9', 'PK\x03\x04', 'age-encryption.org/v1\n'].map(ascii);
  const added = files.map((bytes) => {
    const [here, there] = [checkedPhoto(bytes, 'a.jpg'), checkPhoto(bytes, 'a.jpg')];
    if (here.ok || there.ok) return 'read';
    const { message } = there.problem;
    return here.problem.startsWith(message) ? here.problem.slice(message.length) : here.problem;
  });
  const hint = ' (a case is opened with “Open case”)';
  expect(added).toEqual(['', '', '', '', '', hint, hint]);
});

test('a photo that passes keeps the format, the frame and the notes that the check found', () => {
  const big = (value: number): number[] => [0, 0, value >> 8, value & 255];
  const frame = [...ascii('\x89PNG\r\n\x1a\n'), ...big(13), ...ascii('IHDR'), ...big(400), ...big(300), 8, 2, 0, 0, 0, ...big(0)];
  const moving = Uint8Array.from([...frame, ...big(0), ...ascii('acTL'), ...big(0), ...big(0), ...ascii('IEND'), ...big(0)]);
  const checked = checkedPhoto(moving, 'a.png');
  const { format, header, notes } = checked.ok ? checked.value : { format: checked.problem, header: null, notes: [] };
  expect([format, header?.widthPx, header?.heightPx, notes.map(({ code }) => code)]).toEqual(['png', 400, 300, ['photo-animated']]);
});
