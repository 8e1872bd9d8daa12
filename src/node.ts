export { type NodeHandler, type NodeNative, nodeHandler, nodeNative } from './mounts/node.js'
