export { StickBars } from './stick-bar.tsx';
