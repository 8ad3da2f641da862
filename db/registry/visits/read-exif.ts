/** When and where a photo was taken, as its camera wrote it. */
export interface PhotoFacts {
  readonly takenOn: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const nothing: PhotoFacts = { takenOn: null, latitude: null, longitude: null };

/** Reads the day and the place out of a photo; a file that says neither, or nonsense, gives nulls. */
export async function readExif(bytes: Uint8Array): Promise<PhotoFacts> {
  // Only who adds a photo loads the reader.
  const { default: { parse } } = await import('exifr');
  const said = (await parse(bytes, { gps: true, pick: ['DateTimeOriginal', 'GPSLatitude', 'GPSLongitude', 'GPSLatitudeRef', 'GPSLongitudeRef'], reviveValues: false }).catch(() => undefined)) as Record<string, unknown> | undefined;
  if (said === undefined) return nothing;
  const day = /^(\d{4}):(\d{2}):(\d{2})/.exec(String(said.DateTimeOriginal ?? ''));
  const { latitude, longitude } = said;
  const placed = isDegrees(latitude, 90) && isDegrees(longitude, 180) && !(latitude === 0 && longitude === 0);
  return { takenOn: day ? `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}` : null, latitude: placed ? latitude : null, longitude: placed ? longitude : null };
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}
