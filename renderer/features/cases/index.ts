export { FamilyCase } from './family-case.tsx';
