export * from './archive';
export * from './notify';
export { mirror } from './mirror';
