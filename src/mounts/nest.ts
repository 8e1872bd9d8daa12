import {
  type DynamicModule,
  type FactoryProvider,
  Inject,
  Module,
  type ModuleMetadata,
  type NestModule,
  type Provider,
} from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyInstance } from 'fastify'
import { expressHandler } from './express.js'
import { fastifyPlugin } from './fastify.js'
import { checkMountable, type Mountable, MountError } from './mountable.js'

/** The token of the Sparekey instance: `constructor(@Inject(SPAREKEY) private readonly sparekey: Sparekey)`. */
export const SPAREKEY = 'SPAREKEY'

/** How the instance is made of what your own modules provide. */
export type SparekeyModuleOptions = Pick<FactoryProvider<Mountable>, 'inject' | 'useFactory'> &
  Pick<ModuleMetadata, 'imports'>

/**
 * Sparekey's routes in a Nest application, on Express and on Fastify. They stand at the base path of the instance,
 * whatever global prefix the application has, behind the sessions that main.ts sets up.
 */
export class SparekeyModule implements NestModule {
  readonly #sparekey: Mountable
  readonly #host: HttpAdapterHost

  constructor(sparekey: Mountable, host: HttpAdapterHost) {
    this.#sparekey = sparekey
    this.#host = host
  }

  /** With an instance that is there already. */
  static forRoot(sparekey: Mountable): DynamicModule {
    checkMountable(sparekey, 'SparekeyModule.forRoot')
    return moduleWith({ provide: SPAREKEY, useValue: sparekey })
  }

  /** With an instance that is made of injected parts, a database module's say. */
  static forRootAsync({ imports = [], inject = [], useFactory }: SparekeyModuleOptions): DynamicModule {
    return { ...moduleWith({ provide: SPAREKEY, inject, useFactory }), imports }
  }

  /** Called by Nest before it adds the routes of the controllers. */
  async configure(): Promise<void> {
    checkMountable(this.#sparekey, 'SparekeyModule')
    const { httpAdapter } = this.#host
    const platform = httpAdapter.getType()
    if (platform === 'express') {
      httpAdapter.use(expressHandler(this.#sparekey))
      return
    }
    if (platform !== 'fastify')
      throw new MountError(`SparekeyModule knows Nest on express and on fastify, and this is ${platform}.`)
    const instance: FastifyInstance = httpAdapter.getInstance()
    await instance.register(fastifyPlugin(this.#sparekey))
  }
}

function moduleWith(provider: Provider): DynamicModule {
  return { module: SparekeyModule, global: true, providers: [provider], exports: [SPAREKEY] }
}

// Decorators by hand: their syntax would need the old kind, which only some compilers still write.
Module({})(SparekeyModule)
Inject(SPAREKEY)(SparekeyModule, undefined, 0)
Inject(HttpAdapterHost)(SparekeyModule, undefined, 1)
