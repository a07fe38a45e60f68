declare module '*.tflite?url' {
  const address: string;
  export default address;
}
