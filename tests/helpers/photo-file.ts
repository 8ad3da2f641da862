/** The smallest whole JPEG there is: one grey pixel. */
const picture = Buffer.from('/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=', 'base64');

/** A photo as a phone writes it: a picture with the day and the place in its Exif block; `seed` tells pictures apart. */
export function photoFile(facts: { readonly day?: string; readonly latitude?: number; readonly longitude?: number; readonly seed?: number } = {}): Buffer {
  const marked = Buffer.concat([picture.subarray(0, 2), segment(0xdb, Buffer.from([0x0f, ...Array.from({ length: 64 }, (_, place) => 1 + ((place + (facts.seed ?? 0)) % 250))])), picture.subarray(2)]);
  return facts.day === undefined && facts.latitude === undefined ? marked : Buffer.concat([marked.subarray(0, 2), segment(0xe1, exif(facts)), marked.subarray(2)]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Big-endian TIFF: IFD0 points to the Exif and the GPS directory. */
function exif({ day = '2026-11-18', latitude = 0, longitude = 0 }: { readonly day?: string; readonly latitude?: number; readonly longitude?: number }): Buffer {
  const text = Buffer.from(`${day.replaceAll('-', ':')} 08:30:00\0`, 'latin1');
  const [ifd0, exifAt, gpsAt] = [8, 38, 56];
  const dataAt = gpsAt + 2 + 4 * 12 + 4;
  const out = Buffer.alloc(dataAt + text.length + 48);
  out.write('MM\0*', 0, 'latin1');
  out.writeUInt32BE(ifd0, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number | string): void => {
    out.writeUInt16BE(tag, at);
    out.writeUInt16BE(type, at + 2);
    out.writeUInt32BE(count, at + 4);
    if (typeof value === 'string') out.write(value, at + 8, 'latin1');
    else out.writeUInt32BE(value, at + 8);
  };
  const degrees = (value: number, at: number): void => {
    const whole = Math.abs(value);
    const minutes = (whole % 1) * 60;
    [[Math.floor(whole), 1], [Math.floor(minutes), 1], [Math.round((minutes % 1) * 60 * 10000), 10000]].forEach(([top, bottom], place) => {
      out.writeUInt32BE(top ?? 0, at + place * 8);
      out.writeUInt32BE(bottom ?? 1, at + place * 8 + 4);
    });
  };
  out.writeUInt16BE(2, ifd0);
  entry(ifd0 + 2, 0x8769, 4, 1, exifAt);
  entry(ifd0 + 14, 0x8825, 4, 1, gpsAt);
  out.writeUInt16BE(1, exifAt);
  entry(exifAt + 2, 0x9003, 2, text.length, dataAt);
  out.writeUInt16BE(4, gpsAt);
  entry(gpsAt + 2, 1, 2, 2, latitude < 0 ? 'S' : 'N');
  entry(gpsAt + 14, 2, 5, 3, dataAt + text.length);
  entry(gpsAt + 26, 3, 2, 2, longitude < 0 ? 'W' : 'E');
  entry(gpsAt + 38, 4, 5, 3, dataAt + text.length + 24);
  text.copy(out, dataAt);
  degrees(latitude, dataAt + text.length);
  degrees(longitude, dataAt + text.length + 24);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), out]);
}
