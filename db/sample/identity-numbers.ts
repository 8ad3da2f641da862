import type { Random } from './random.ts';

/**
 * Hands out NIK and No KK that never repeat: not within a generated set, and hardly ever between sets of different
 * kelurahan of one city, because each kelurahan has its own places in the serials. Numbers follow the domain reference
 * §2.2; the people are made up, so a number may by chance be that of somebody real and must never be looked up.
 */
export interface NumberIssuer {
  /** A NIK for someone registered in a district (`64.74.03`), or undefined when that day has no serial left. */
  nik(district: string, birthDate: string, sex: number, slot: number): string | undefined;
  /** A No KK issued in a district on a day, or undefined when that day has no serial left. */
  noKk(district: string, issued: string, slot: number): string | undefined;
}

const slots = 111;
const perSlot = 90;
const daysOfCentury = 100 * 12 * 31;

/** A kelurahan's place in the serials, from its code. */
export function slotOf(regionCode: string): number {
  const [, , district, village] = regionCode.split('.').map(Number);
  return ((district ?? 0) * 17 + ((village ?? 0) % 1000)) % slots;
}

/** A fresh issuer; one serves one generated set. Memory: about 75 KB per district met. */
export function createNumberIssuer(): NumberIssuer {
  const used = new Map<string, Uint8Array>();
  const take = (series: string, day: number, slot: number): string | undefined => {
    let counts = used.get(series);
    if (!counts) used.set(series, (counts = new Uint8Array(daysOfCentury)));
    const count = counts[day] ?? 0;
    if (count >= perSlot) return undefined;
    counts[day] = count + 1;
    return String(placeOf(count, day) * slots + slot + 1).padStart(4, '0');
  };
  return {
    nik(district, birthDate, sex, slot) {
      const serial = take(`${district}/${sex}`, dayOfCentury(birthDate), slot);
      const day = Number(birthDate.slice(8)) + (sex === 2 ? 40 : 0);
      return serial && digits(district) + String(day).padStart(2, '0') + monthYear(birthDate) + serial;
    },
    noKk(district, issued, slot) {
      const serial = take(`${district}/kk`, dayOfCentury(issued), slot);
      return serial && digits(district) + issued.slice(8) + monthYear(issued) + serial;
    },
  };
}

/** Spreads the first, most used serials of every day over the slot's places, so that masked numbers still tell apart. */
function placeOf(count: number, day: number): number {
  return (count * 7 + day * 31 + (day >> 3)) % perSlot;
}

function dayOfCentury(date: string): number {
  return Number(date.slice(2, 4)) * 372 + (Number(date.slice(5, 7)) - 1) * 31 + Number(date.slice(8)) - 1;
}

function monthYear(date: string): string {
  return date.slice(5, 7) + date.slice(2, 4);
}

function digits(code: string): string {
  return code.replaceAll('.', '');
}

/** A mobile number that no operator hands out: the prefix 0800 is not one for mobiles. */
export function phoneNumber(random: Random): string {
  return `0800${random.between(10_000_000, 99_999_999)}`;
}
