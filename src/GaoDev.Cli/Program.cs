using GaoDev.Cli;
using GaoDev.Cli.Rendering;

return await GaoDevTool.RunAsync(args, Terminal.System()).ConfigureAwait(false);
