import { type HydratedDocumentFromSchema, Schema } from 'mongoose'

export const userSchema = new Schema({
  // `sparse`, or two accounts without an address would be two with the same.
  email: { type: String, unique: true, sparse: true },
  name: { type: String },
  passwordHash: { type: String },
  emailVerified: { type: Boolean, required: true, default: false },
  signUpKey: { type: String, unique: true, sparse: true },
})

export type User = HydratedDocumentFromSchema<typeof userSchema>
