import type { Ask } from './by-api.ts';

/** Enrols somebody for meals and for visits, and records a day of the one and one of the other. */
export async function plantDeliveries(ask: Ask, person: string): Promise<void> {
  const programmes = await ask<{ id: string; values: Record<string, unknown> }[]>('programme.list');
  const { today } = await ask<{ today: string }>('office.info');
  const enrol = async (code: string): Promise<{ programme: string; enrolment: string }> => {
    const programme = programmes.find(({ values }) => values['code'] === code)?.id ?? '';
    const against = await ask<{ rule: string }[]>('enrolment.check', { programme, person, start: '2026-01-01' });
    const { id } = await ask<{ id: string }>('enrolment.create', { programme, person, start: '2026-01-01', overrides: against.map(({ rule }) => ({ rule, reason: 'contoh' })) });
    return { programme, enrolment: id };
  };
  const meals = await enrol('LOKAL-MAKAN-LANSIA');
  await ask('delivery.record', { programme: meals.programme, phase: today, date: today, items: [{ enrolment: meals.enrolment, status: 1, quantity: 1, unit: 'porsi' }] });
  const doctor = await enrol('LOKAL-DOKTER-KUNJUNG');
  await ask('visit.record', { ...doctor, date: today, officer: 'dr. Contoh', followUp: 2, followUpDate: today, note: 'perlu kontrol ulang', recordNo: 'RM-001' });
}
