import type { Messages } from '../messages.js'

const amazonFault = 'Tente novamente em alguns minutos ou entre de outra forma.'
const setUpFault = 'Entre de outra forma e, se puder, avise-nos.'
const ownFault = 'Tente novamente em alguns minutos.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'Não conseguimos falar com a Amazon',
    happened: 'No momento, não há conexão com a Amazon. Nada foi alterado.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'A Amazon não responde',
    happened: 'A Amazon demorou demais, e paramos de esperar. Nada foi alterado.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'A Amazon está sobrecarregada',
    happened: 'Login with Amazon não está disponível no momento. Nada foi alterado.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'A resposta da Amazon não foi clara',
    happened: 'Não conseguimos ler o que a Amazon enviou, por isso ninguém entrou.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon não está configurado corretamente',
    happened: 'A Amazon não aceita este site no momento. A culpa não é sua.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'A Amazon não confirmou o seu acesso',
    happened: 'A Amazon não aceitou o acesso que tinha acabado de conceder. Ninguém entrou.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'A Amazon não compartilhou o suficiente',
    happened: 'A Amazon não nos permitiu saber quem você é.',
    next: 'Tente novamente e permita o compartilhamento, ou entre de outra forma.',
  },
  'amazon-profile-invalid': {
    title: 'A Amazon não informou quem você é',
    happened: 'A resposta da Amazon não contém nenhuma conta que possamos usar.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon não está configurado corretamente',
    happened: 'A Amazon respondeu em um formato antigo. A culpa não é sua.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'Este acesso é para outro aplicativo',
    happened: 'A Amazon concedeu este acesso a um aplicativo diferente, por isso não o aceitamos.',
    next: 'Comece de novo pelas nossas próprias páginas.',
  },
  'host-failed': {
    title: 'Não foi possível abrir a sua conta',
    happened: 'Algo deu errado do nosso lado.',
    next: ownFault,
  },
  'session-failed': {
    title: 'Não foi possível entrar',
    happened: 'Algo deu errado do nosso lado durante a entrada na sua conta.',
    next: ownFault,
  },
  'store-failed': {
    title: 'Não foi possível salvar',
    happened: 'Algo deu errado do nosso lado.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'Não foi possível enviar o e-mail',
    happened: 'Não conseguimos enviar um e-mail agora. Nada foi alterado.',
    next: 'Tente de novo em alguns minutos.',
  },
  internal: {
    title: 'Algo deu errado',
    happened: 'A falha é nossa, não sua.',
    next: ownFault,
  },
}
