using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators.Scanning;

/// <summary>Walks the declarations of a tree, and nothing inside of bodies.</summary>
internal sealed class SketchBuilder
{
    private const string AttributeSuffix = nameof(Attribute);

    public List<ulong> Declared { get; } = [];

    public List<ulong> Namespaces { get; } = [];

    public List<AttributedType> Types { get; } = [];

    public List<UsingAlias> Aliases { get; } = [];

    /// <summary>Where code stands that no other tree can see, in order.</summary>
    public List<TextSpan> Bodies { get; } = [];

    public bool HasGlobalUsings { get; private set; }

    public void Visit(CompilationUnitSyntax root)
    {
        AddUsings(root.Usings);
        Visit(root.Members, "");
    }

    /// <summary>The last identifier of a name, which says all that a search by text can know: <c>C</c> of <c>a::B.C&lt;D&gt;</c>.</summary>
    public static string LastName(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => "",
    };

    private void Visit(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    string name = space + "." + inner.Name;
                    Namespaces.Add(Fingerprint.Of(name));
                    AddUsings(inner.Usings);
                    Visit(inner.Members, name);
                    break;
                case TypeDeclarationSyntax type:
                    Declare(type.Identifier);
                    if (type.AttributeLists.Count > 0)
                    {
                        Types.Add(new(type.Identifier.SpanStart, [.. type.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => LastName(attribute.Name))]));
                    }

                    Visit(type.Members, space);
                    break;
                case BaseTypeDeclarationSyntax type:
                    Declare(type.Identifier);
                    break;
                case DelegateDeclarationSyntax type:
                    Declare(type.Identifier);
                    break;
                case BaseMethodDeclarationSyntax method:
                    AddBody((SyntaxNode?)method.Body ?? method.ExpressionBody);
                    break;
                case PropertyDeclarationSyntax { ExpressionBody: { } body }:
                    AddBody(body);
                    break;
                case BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors }:
                    foreach (AccessorDeclarationSyntax accessor in accessors)
                    {
                        AddBody((SyntaxNode?)accessor.Body ?? accessor.ExpressionBody);
                    }

                    break;
                case GlobalStatementSyntax statement:
                    AddBody(statement);
                    break;
            }
        }
    }

    private void AddBody(SyntaxNode? body)
    {
        if (body is not null)
        {
            Bodies.Add(body.Span);
        }
    }

    private void Declare(SyntaxToken identifier)
    {
        string name = identifier.ValueText;
        Declared.Add(Fingerprint.Of(name));
        if (name.EndsWith(AttributeSuffix, StringComparison.Ordinal))
        {
            Declared.Add(Fingerprint.Of(name.Substring(0, name.Length - AttributeSuffix.Length)));
        }
    }

    private void AddUsings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (UsingDirectiveSyntax directive in usings)
        {
            HasGlobalUsings |= directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
            if (directive.Alias is { } alias)
            {
                Aliases.Add(new(alias.Name.Identifier.ValueText, LastName(directive.NamespaceOrType)));
            }
        }
    }
}
