/**
 * From a graph to a list of steps that can be run without further checks: every operation is known, every shape follows from the
 * shapes before it, every weight is there, and the work has a ceiling.
 */
import { fail, ok, type Result } from '../../result.ts';
import { type Planned, planOperation, sameShape, size } from './operations.ts';
import type { Graph } from './read.ts';

export interface Network {
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** Name of the operation that makes the output, as in the TensorFlow Lite schema. */
  readonly lastOperation: string;
  run(input: Float32Array): Float32Array;
}

/** Ceiling on one run, some ten times the work of a MobileNetV3 segmentation network at 256 × 256 pixels. */
const MAX_MULTIPLY_ADDS = 1e9;

/** Half floats become floats; they were widened when they were read, so what is left is to hand them on. */
const DEQUANTIZE_CODE = 6;

interface Step {
  readonly planned: Planned;
  /** Computed tensors only. */
  readonly inputs: readonly number[];
  readonly output: number;
}

export function planNetwork(graph: Graph): Result<Network> {
  const [inputTensor] = graph.inputs;
  const [outputTensor] = graph.outputs;
  if (graph.inputs.length !== 1 || graph.outputs.length !== 1) return fail('', 'must have one input and one output');
  if (graph.tensors[inputTensor].type !== 'float32' || graph.tensors[inputTensor].constant !== null)
    return fail('', 'must read floating-point numbers');
  const constants = graph.tensors.map((t) => t.constant);
  const computed = new Set([inputTensor]);
  const steps: Step[] = [];
  let lastOperation = '';
  let work = 0;
  for (const operation of graph.operations) {
    const [output] = operation.outputs;
    const free = operation.outputs.length === 1 && !computed.has(output) && constants[output] === null;
    const target = graph.tensors[output];
    if (operation.code === DEQUANTIZE_CODE) {
      const [source] = operation.inputs;
      const values = constants[source];
      const fits = free && values instanceof Float32Array && sameShape(graph.tensors[source].shape, target.shape);
      if (!fits) return contradiction('DEQUANTIZE');
      constants[output] = values;
      continue;
    }
    const operands = operation.inputs.map((i) => (i === -1 ? null : { shape: graph.tensors[i].shape, constant: constants[i] }));
    const { name, known, planned } = planOperation(operation, operands);
    if (!known) return fail('', `holds the operation ${name}, which is not supported`);
    const inputs = operation.inputs.filter((i) => i !== -1 && constants[i] === null);
    const fits = free && planned !== null && inputs.every((i) => computed.has(i)) && sameShape(planned.shape, target.shape);
    if (!fits || target.type !== 'float32') return contradiction(name);
    work += planned.multiplyAdds;
    if (work > MAX_MULTIPLY_ADDS) return fail('', 'is too large a model');
    computed.add(output);
    steps.push({ planned, inputs, output });
    lastOperation = name;
  }
  if (steps.at(-1)?.output !== outputTensor) return fail('', 'does not end with its output');
  return ok({
    inputShape: graph.tensors[inputTensor].shape,
    outputShape: graph.tensors[outputTensor].shape,
    lastOperation,
    run: (input) => runSteps(steps, inputTensor, input),
  });
}

function contradiction(operation: string) {
  return fail('', `cannot be run: its operation ${operation} contradicts the rest of the file or uses an option that is not supported`);
}

function runSteps(steps: readonly Step[], inputTensor: number, input: Float32Array): Float32Array {
  const lastUse = new Map<number, number>();
  for (const [at, step] of steps.entries()) for (const i of step.inputs) lastUse.set(i, at);
  const values = new Map([[inputTensor, input]]);
  let output = input;
  for (const [at, { planned, inputs, output: to }] of steps.entries()) {
    const read = inputs.map((i) => values.get(i)!);
    const [first] = inputs;
    // The caller's picture is not written over.
    const reusable = planned.inPlace && first !== inputTensor && lastUse.get(first) === at;
    output = reusable ? read[0] : new Float32Array(size(planned.shape));
    planned.kernel(read, output);
    // Letting go of what no later step reads keeps a run at a few megabytes instead of all layers at once.
    for (const i of inputs) if (lastUse.get(i) === at) values.delete(i);
    values.set(to, output);
  }
  return output;
}
