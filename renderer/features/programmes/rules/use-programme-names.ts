import { useCall } from '../../../app/calls.ts';
import { programmeName } from '../programme-words.ts';

/** How a programme is called, by its id: dots until the catalogue is there, the id itself for one that it does not hold. */
export function useProgrammeNames(): (uid: string) => string {
  const programmes = useCall('programme.list', {});
  return (uid) => {
    if (!programmes.data) return '…';
    const found = programmes.data.find((one) => one.id === uid);
    return found ? programmeName(found) : uid;
  };
}
