export { FieldControl } from './field-editor.tsx';
export { controlOf } from './field-input.ts';
export { RegionName } from './region-name.tsx';
