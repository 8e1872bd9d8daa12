import type { Messages } from '../messages.js'

const beginAgain = 'Comece de novo com Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'Você não entrou',
    happened: 'Você preferiu não compartilhar seus dados da Amazon, por isso nada foi alterado.',
    next: 'Você pode tentar novamente quando quiser ou entrar de outra forma.',
  },
  'authorization-failed': {
    title: 'Não foi possível entrar com a Amazon',
    happened: 'A Amazon trouxe você de volta sem concluir a entrada.',
    next: 'Tente novamente. Se acontecer outra vez, entre de outra forma.',
  },
  'code-rejected': {
    title: 'Esta entrada já foi usada',
    happened:
      'A resposta da Amazon vale uma única vez e por pouco tempo. Isso acontece ao recarregar a página ou voltar.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'A Amazon já não confirma esta entrada',
    happened: 'O token de acesso enviado pelo aplicativo expirou, foi retirado ou não é da Amazon.',
    next: 'Entre de novo na Amazon pelo aplicativo.',
  },
  'token-of-another-client': {
    title: 'Esta entrada pertence a outro aplicativo',
    happened: 'A Amazon deu o token de acesso a outro aplicativo, por isso ele não é usado aqui.',
    next: 'Entre com a Amazon neste aplicativo.',
  },
  'device-code-wrong': {
    title: 'O código não corresponde a esta conta da Amazon',
    happened: 'O código foi mostrado para outra conta da Amazon, é antigo demais ou foi digitado errado.',
    next: 'Veja de novo o seu dispositivo e entre com a mesma conta da Amazon.',
  },
  'device-code-expired': {
    title: 'O código expirou',
    happened: 'Ninguém usou o código a tempo.',
    next: 'Comece de novo no dispositivo para receber outro código.',
  },
  'transaction-missing': {
    title: 'Não encontramos o seu acesso',
    happened: 'O acesso não foi iniciado neste navegador, ou ele não guarda cookies.',
    next: 'Comece de novo neste navegador e permita cookies para este site.',
  },
  'transaction-unknown': {
    title: 'Este acesso não corresponde',
    happened: 'A resposta da Amazon não pertence a nenhum acesso iniciado neste navegador.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'O acesso demorou demais',
    happened: 'Para sua segurança, o acesso precisa ser concluído em poucos minutos.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'Sua sessão mudou',
    happened: 'Nesse meio-tempo, alguém entrou ou saiu neste navegador, por isso nada foi vinculado.',
    next: 'Entre na conta que deseja vincular e comece de novo.',
  },
  'already-signed-in': {
    title: 'Outra conta está em uso',
    happened: 'Esta conta da Amazon não está vinculada à conta em uso aqui.',
    next: 'Para vinculá-la, abra as configurações da conta. Para usar outra conta, saia primeiro.',
  },
  'linked-to-another-account': {
    title: 'Esta conta da Amazon já está em uso',
    happened: 'Esta conta da Amazon já está vinculada a outra conta. Nada foi alterado.',
    next: 'Entre com a Amazon para abrir a outra conta, ou use outra conta da Amazon.',
  },
  'account-has-another-link': {
    title: 'Outra conta da Amazon está vinculada',
    happened: 'Sua conta já está vinculada a uma conta diferente da Amazon.',
    next: 'Entre com essa outra conta da Amazon, ou remova primeiro o vínculo nas configurações da conta.',
  },
  'already-linked': {
    title: 'Já está vinculada',
    happened: 'Esta conta da Amazon está vinculada à sua conta. Não é preciso fazer mais nada.',
    next: 'Na próxima vez, entre com Login with Amazon.',
  },
  'account-disabled': {
    title: 'Esta conta está bloqueada',
    happened: 'Esta conta não pode ser usada no momento.',
    next: 'Entre em contato com o atendimento.',
  },
  'account-gone': {
    title: 'A conta não existe mais',
    happened: 'A conta que você queria usar foi excluída.',
    next: 'Comece de novo para criar uma conta.',
  },
  'account-refused': {
    title: 'Você não pode entrar agora',
    happened: 'No momento, não é permitido entrar com esta conta.',
    next: 'Entre em contato com o atendimento.',
  },
  'account-ambiguous': {
    title: 'Não conseguimos identificar a sua conta',
    happened: 'O e-mail e a senha não correspondem a uma única conta.',
    next: 'Entre como de costume e depois vincule a Amazon nas configurações da conta.',
  },
  'registration-closed': {
    title: 'Novas contas não estão disponíveis',
    happened:
      'Nenhuma conta está vinculada a esta conta da Amazon, e no momento não é possível criar contas novas.',
    next: 'Se você tem uma conta, entre como de costume e vincule a Amazon nas configurações.',
  },
  'sign-in-required': {
    title: 'Entre primeiro na sua conta',
    happened: 'Esta página é para quem já entrou.',
    next: 'Entre e depois volte para cá.',
  },
  'reauthentication-required': {
    title: 'Confirme que é você',
    happened: 'Já faz um tempo que você entrou, e esta alteração exige uma nova confirmação.',
    next: 'Digite sua senha ou entre novamente.',
  },
  'wrong-password': {
    title: 'Não confere',
    happened: 'A senha não corresponde a esta conta.',
    next: 'Use a sua senha deste site, não a da Amazon.',
  },
  'password-missing': {
    title: 'Falta a senha',
    happened: 'Digite sua senha.',
    next: '',
  },
  'password-locked': {
    title: 'A senha está bloqueada por enquanto',
    happened: 'Houve tentativas incorretas demais, por isso esta conta não aceita a senha no momento.',
    next: 'Aguarde um pouco ou defina uma nova senha em “Esqueceu a senha?”.',
  },
  'code-wrong': {
    title: 'Este código não funciona',
    happened: 'O código não está certo, já foi usado ou é de outro navegador.',
    next: 'Confira o último e-mail ou peça outro.',
  },
  'undo-expired': {
    title: 'Não há mais nada a desfazer',
    happened: 'Este link já foi usado, é antigo demais ou a conexão já não existe.',
    next: 'Veja nas configurações como você entra e, na dúvida, mude sua senha.',
  },
  'password-exists': {
    title: 'Você já tem uma senha',
    happened: 'Esta conta tem uma senha, por isso esta página não pode definir uma.',
    next: 'Mude-a nas configurações da sua conta.',
  },
  'too-many-attempts': {
    title: 'Tentativas demais',
    happened: 'Para proteger as contas, limitamos o número de tentativas.',
    next: 'Aguarde um pouco antes de tentar novamente.',
  },
  'ticket-missing': {
    title: 'Perdemos o seu acesso de vista',
    happened:
      'Não há nenhum acesso pendente neste navegador. Talvez já tenha sido concluído, ou os cookies estão desativados.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'O acesso demorou demais',
    happened: 'Para sua segurança, esta etapa fica aberta por pouco tempo.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'Esta etapa já foi concluída',
    happened: 'Você já concluiu este acesso, talvez em outra aba.',
    next: 'Se você não entrou na sua conta, comece de novo com Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'Esta página está desatualizada',
    happened: 'O acesso continuou em outro lugar, talvez em outra aba.',
    next: beginAgain,
  },
  declined: {
    title: 'Nada foi vinculado',
    happened: 'Você preferiu não continuar, por isso nada foi alterado.',
    next: 'Você pode começar de novo quando quiser ou entrar de outra forma.',
  },
  'not-linked': {
    title: 'Nenhuma conta da Amazon vinculada',
    happened: 'Não há vínculo para remover. Talvez ele já tenha sido removido.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'É a sua única forma de entrar',
    happened:
      'Sem este vínculo, você não conseguiria mais abrir sua conta, por isso ele ainda não pode ser removido.',
    next: 'Defina primeiro uma senha para a sua conta. Depois, você poderá remover o vínculo.',
  },
  'cross-site-request': {
    title: 'Faça isso nas nossas próprias páginas',
    happened: 'A solicitação veio de outro site, por isso não a executamos.',
    next: 'Se foi você, comece de novo por aqui.',
  },
  'csrf-token-invalid': {
    title: 'Esta página está desatualizada',
    happened: 'O formulário não corresponde mais ao seu acesso, por isso nada foi alterado.',
    next: 'Volte, recarregue a página e tente novamente.',
  },
  'malformed-request': {
    title: 'Não conseguimos ler a solicitação',
    happened: 'A solicitação estava incompleta, por isso nada foi alterado.',
    next: 'Comece de novo, por favor.',
  },
  'unsupported-content-type': {
    title: 'Não conseguimos ler a solicitação',
    happened: 'A solicitação chegou em um formato que não aceitamos.',
    next: 'Comece de novo e use o formulário da página.',
  },
  'body-too-large': {
    title: 'O texto era longo demais',
    happened: 'O formulário contém mais texto do que aceitamos.',
    next: 'Volte e encurte o que você digitou.',
  },
  'method-not-allowed': {
    title: 'Este endereço não é uma página',
    happened: 'O endereço só funciona a partir de um botão ou formulário.',
    next: 'Comece de novo pelas nossas próprias páginas.',
  },
  'route-unknown': {
    title: 'Não há nenhuma página aqui',
    happened: 'O endereço pode estar digitado incorretamente ou não existir mais.',
    next: 'Comece de novo pelas nossas próprias páginas.',
  },
  'try-again': {
    title: 'Tente novamente',
    happened: 'Outra coisa foi alterada no mesmo momento, por isso nada foi feito.',
    next: 'Em geral, basta tentar mais uma vez.',
  },
}
