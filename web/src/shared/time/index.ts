export * from './formats';
export * from './zone';
