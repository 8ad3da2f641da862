import { mostPhotoBytes } from '../../../db/rules/photos/jpeg.ts';

/** The longer side of a photo as it is kept: a house front stays legible. */
const side = 1280;
const qualities = [0.82, 0.7, 0.55, 0.4] as const;

/** Draws a photo smaller and as a JPEG, in base64; what its camera wrote beside the picture is gone with that. Null when the browser cannot draw it or it stays too large. */
export async function shrinkPhoto(image: string): Promise<string | null> {
  const picture = new Image();
  picture.src = `data:image/jpeg;base64,${image}`;
  try {
    await picture.decode();
  } catch {
    return null;
  }
  const scale = Math.min(1, side / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of qualities) {
    const small = canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? '';
    if (small.length * 0.75 < mostPhotoBytes) return small;
  }
  return null;
}
