import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problema: ',
  problemHeading: 'Verifique o seguinte',
  amazonAccount: 'Conta da Amazon',
  accountAt: (site) => `Conta em ${site}`,
  noName: 'Nenhum nome informado',
  email: 'E-mail',
  password: 'Senha',
  passwordFor: (site) => `Sua senha para ${site}`,
  passwordStaysHere: (site) => `Não é a senha da Amazon. Ela é enviada somente para ${site}.`,
  forgotPassword: 'Esqueceu a senha?',
  useAnotherAmazonAccount: 'Usar outra conta da Amazon',
  useAnotherAmazonAccountHelp: 'Se a Amazon não perguntar qual conta usar, saia primeiro da Amazon.',
  otherWays: 'Outras opções',
  tryAgainIn: (duration) => `Você poderá tentar novamente em ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'Você já tem uma conta',
  askTitle: 'Vincule sua conta',
  located: (site) =>
    `Já existe uma conta em ${site} com este e-mail. Mostre que ela é sua para vincular as duas.`,
  ask: (site) => `Digite o e-mail e a senha da sua conta em ${site}.`,
  askMismatch: 'O e-mail ou a senha não estão corretos. Verifique os dois.',
  why: 'Basta fazer isso uma vez. Depois, você entra com Login with Amazon.',
  submit: 'Vincular e entrar',
  signInPage: (site) => `Ir para a página de acesso de ${site}`,
  signInPageHelp: 'Para chaves de acesso, códigos e outras formas de entrar.',
  notMine: 'Esta conta não é minha',
  notMineHelp: 'Em seguida, você poderá criar uma conta nova.',
  newAccount: 'Criar uma conta nova',
  neutral: (site) =>
    `Esta conta da Amazon ainda não está conectada a uma conta em ${site}. Conecte uma que você já tem ou crie uma nova.`,
  mail: 'Enviar um código por e-mail',
  mailHelp: 'Para uma conta sem senha. O e-mail vai para o endereço confirmado da conta.',
  mailSent:
    'Se uma conta sem senha tiver este endereço, um e-mail com um código está a caminho. O código vale uma vez e só neste navegador.',
  mailAgain: 'Enviar outro e-mail',
  code: 'Código do e-mail',
  codeHelp: 'Dez letras e números. Maiúsculas ou minúsculas, tanto faz.',
  codeSubmit: 'Conectar e entrar',
}

export const register: Messages['register'] = {
  title: 'Só mais um passo',
  intro: (site) => `Confira seus dados, e sua conta em ${site} estará pronta.`,
  submit: 'Criar conta',
  haveAccount: 'Já tenho uma conta',
  optional: '(opcional)',
  name: 'Nome',
  username: 'Nome de usuário',
  postalCode: 'Código postal',
  choose: 'Escolha uma opção',
  fieldProblems: {
    required: 'Preencha este campo.',
    taken: 'Já existe uma conta com este dado. Se for sua, escolha “Já tenho uma conta”.',
    invalid: 'Isso não parece correto. Verifique, por favor.',
    incomplete: 'Informe seu nome e seu sobrenome.',
  },
  colon: ': ',
  codeSent: (address) =>
    `Enviamos um e-mail para ${address}. Se ele contiver um código, digite-o aqui para confirmar seu endereço. Se não, o e-mail diz como continuar.`,
  codeAgain: 'Enviar outro e-mail',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'Vincular esta conta da Amazon?',
  linkIntro: (site) => `Você já entrou em ${site} e pediu para vincular uma conta da Amazon.`,
  linkEffect: (site) => `Quem puder entrar nesta conta da Amazon também poderá abrir a sua conta em ${site}.`,
  linkMine: 'Sim, esta é a minha conta da Amazon',
  linkSubmit: 'Vincular esta conta da Amazon',
  linkDecline: 'Não vincular',
  switchTitle: 'Mudar para outra conta?',
  switchIntro: (site) =>
    `Esta conta da Amazon pertence a outra conta em ${site}, diferente da que está em uso agora.`,
  switchEffect: 'Se você mudar, primeiro sairá da conta que está em uso agora.',
  switchSubmit: 'Mudar de conta',
  switchDecline: 'Continuar na conta atual',
  signedInHere: (site) => `Conta em uso em ${site}`,
  askPassword: 'Já faz um tempo que você entrou. Digite sua senha mais uma vez.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `A conta da Amazon com que você pode entrar em ${site}.`,
  linkedAt: 'Vinculada em',
  lastUsedAt: 'Último uso',
  notKnown: 'Não disponível',
  remove: 'Remover este vínculo',
  removeHelp: (site) =>
    `Sua conta em ${site} continua existindo. Você não poderá mais entrar com esta conta da Amazon.`,
  empty: 'Nenhuma conta da Amazon vinculada',
  emptyHelp: (site) => `Vincule uma para entrar em ${site} sem precisar de outra senha.`,
  signOut: (site) =>
    `Sair de ${site} não encerra sua sessão na Amazon. Em um computador compartilhado, saia também da Amazon.`,
  notices: {
    linked: 'Sua conta da Amazon está vinculada.',
    unlinked: 'O vínculo com a Amazon foi removido.',
    'password-set': 'Sua senha está definida.',
  },
  otherEmail: 'Sua conta da Amazon mostra outro endereço de e-mail:',
  changeEmail: 'Mudar o endereço aqui também',
  setPassword: 'Definir uma senha',
  setPasswordHelp: (site) =>
    `Com uma senha você também pode entrar em ${site} sem a Amazon. Primeiro enviamos um código para seu endereço de e-mail.`,
  setPasswordSend: 'Enviar um código',
  setPasswordSubmit: 'Definir senha',
  newPassword: (site) => `Nova senha para ${site}`,
  signInAgain: 'Você entrou há algum tempo. Entre com a Amazon mais uma vez e depois volte aqui.',
}

export const undo: Messages['undo'] = {
  title: 'Não foi você?',
  intro: (site) => `Uma conta da Amazon foi conectada à sua conta em ${site}.`,
  effect: 'Se você continuar, a conexão é removida e todos os dispositivos são desconectados.',
  submit: 'Remover a conexão',
  doneTitle: 'A conexão foi removida',
  done: (site) =>
    `Ninguém mais pode abrir sua conta em ${site} com aquela conta da Amazon. Mude sua senha agora.`,
}

export const device: Messages['device'] = {
  title: 'Continuar para o seu dispositivo',
  intro: (site) =>
    `A sua TV ou o seu aplicativo mostra um código. Digite-o aqui e depois entre com a mesma conta da Amazon. A sua conta em ${site} fica então conectada.`,
  code: 'Código no seu dispositivo',
  codeHelp: 'Oito letras e algarismos. Tanto faz maiúscula ou minúscula.',
  warning: 'Digite só um código que o seu próprio dispositivo mostra, nunca um que alguém enviou.',
  doneTitle: 'É só isso',
  done: 'O dispositivo continua sozinho em um momento. Você pode fechar esta página.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Entrar em ${site}`,
  startIntro: (site) => `Use sua conta da Amazon para entrar em ${site} ou para criar uma conta.`,
  continueTitle: 'A caminho da Amazon',
  continueIntro: 'Estamos levando você para a Amazon. Se nada acontecer, use o link.',
  continueLink: 'Continuar para a Amazon',
  onwardTitle: 'Um momento',
  onwardIntro: 'Estamos levando você para a próxima página. Se nada acontecer, use o link.',
  onwardLink: 'Continuar',
  tryAgain: 'Tentar novamente',
  signIn: (site) => `Entrar em ${site}`,
  goHome: (site) => `Voltar para ${site}`,
  reference: 'Referência:',
  noAnswer: {
    title: 'Sem conexão',
    happened: 'Não houve resposta, por isso não é certo que sua última etapa tenha chegado.',
    next: 'Verifique sua conexão e tente novamente.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Entre com sua conta da Amazon, sem precisar de uma nova senha.',
  register: 'Crie sua conta com o nome e o e-mail que você usa na Amazon.',
  checkout: 'Entre com sua conta da Amazon e continue seu pedido.',
  link: 'Vincule sua conta da Amazon para entrar com ela na próxima vez.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Você entrou com a Amazon. A senha da Amazon é alterada na Amazon, não aqui. Uma senha definida aqui vale somente para ${site}.`,
  anyone: (site) =>
    `Você entra em ${site} com a Amazon? Então não precisa de senha aqui. Se esqueceu a senha da Amazon, redefina-a na Amazon.`,
  inMail: (site) =>
    `Você entra em ${site} com a Amazon, por isso esta conta não tem senha aqui. Se esqueceu sua senha da Amazon, redefina-a na Amazon.`,
}
