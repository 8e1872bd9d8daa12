'use client'
import { createElement, type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Client } from '../client/client.js'
import type { Outcome } from '../client/outcomes.js'
import { withoutAnswer } from '../client/returning.js'
import { defineElements, type SparekeyElement } from './elements.js'

interface CommonProps {
  /** Default: a client for this origin and `/auth/amazon`. */
  readonly client?: Client
  /** BCP 47. Default: the `lang` around the component, then the browser's. */
  readonly locale?: string
  /** Where to be afterwards: a path, or an address of this app where the site is at another origin. */
  readonly returnTo?: string
  /** Where to hear of refusals. Default: `returnTo`. */
  readonly refusedTo?: string
  /** Hears every outcome. `event.preventDefault()` on `signed-in` and `continue` keeps the browser here. */
  readonly onOutcome?: (outcome: Outcome, event: Event) => void
}

export interface ButtonProps extends CommonProps {
  /** `link` connects an Amazon account to the signed-in one. Default `sign-in`. */
  readonly kind?: 'sign-in' | 'link'
}

export interface PanelProps extends CommonProps {
  /** What customers call the site. Default: the host name. */
  readonly siteName?: string
  /** Default `/`. */
  readonly homeUrl?: string
}

/** The button "Login with Amazon". */
export function SparekeyButton({ kind, ...props }: ButtonProps): ReactElement {
  return useElement('sparekey-button', props, { kind })
}

/** The questions after Amazon: whose account this is, a yes, or what a new account lacks. */
export function SparekeyPrompt({ siteName, homeUrl, ...props }: PanelProps): ReactElement {
  return useElement('sparekey-prompt', props, { 'site-name': siteName, 'home-url': homeUrl })
}

/** What is linked to the signed-in account, and how to change that. */
export function SparekeyConnections({ siteName, homeUrl, ...props }: PanelProps): ReactElement {
  return useElement('sparekey-connections', props, { 'site-name': siteName, 'home-url': homeUrl })
}

/**
 * What the address of this page says of a journey that led here: `asking` until it is known, null for an ordinary
 * address. Takes the code out of the address.
 */
export function useReturn(client: Client): Outcome | 'asking' | null {
  const [outcome, setOutcome] = useState<Outcome | 'asking' | null>('asking')
  useEffect(() => {
    let isWanted = true
    const address = location.href
    const finish = async () => {
      const finished = await client.finish(address)
      if (finished !== null) history.replaceState(history.state, '', withoutAnswer(location.href))
      if (isWanted) setOutcome(finished)
    }
    void finish()
    return () => {
      isWanted = false
    }
  }, [client])
  return outcome
}

function useElement(
  name: string,
  { client, onOutcome, locale, returnTo, refusedTo }: CommonProps,
  attributes: Readonly<Record<string, string | undefined>>,
): ReactElement {
  const ref = useRef<SparekeyElement>(null)
  const heard = useRef(onOutcome)
  useLayoutEffect(() => {
    heard.current = onOutcome
  })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    if (client !== undefined) element.client = client
    defineElements()
    const hear = (event: Event) => {
      if (event instanceof CustomEvent) heard.current?.(event.detail, event)
    }
    element.addEventListener('sparekey-outcome', hear)
    return () => element.removeEventListener('sparekey-outcome', hear)
  }, [client])
  return createElement(name, { ref, locale, 'return-to': returnTo, 'refused-to': refusedTo, ...attributes })
}
